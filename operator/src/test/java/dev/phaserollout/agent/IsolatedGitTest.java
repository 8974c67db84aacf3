package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedGitTest {

  @Test
  void nothing_is_measured_before_the_first_errand(@TempDir Path folder) {
    IsolatedGit.enter();
    assertThat(FS.getFileStoreAttributes(folder).getFsTimestampResolution())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void there_is_no_environment() {
    IsolatedGit.enter();
    assertThat(SystemReader.getInstance().getenv("PATH")).isNull();
  }
}
