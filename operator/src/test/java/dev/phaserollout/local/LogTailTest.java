package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("log");
  }

  @Test
  void nothing_in_it_can_drive_the_terminal() throws IOException {
    Files.writeString(log, "a\u001b[2Jb\u009b2Jc\u202ed\u2066e\u2028f\u0007g\n");
    assertThat(last(5)).containsExactly("ab2Jcdefg");
  }

  @Test
  void the_last_lines_that_are_not_blank_are_shown_oldest_first() throws IOException {
    Files.writeString(log, "one\n10 %\r20 %\n\n  \nthree\n");
    assertThat(last(2)).containsExactly("20 %", "three");
  }

  @Test
  @Timeout(30)
  void a_pipe_that_a_step_has_put_in_its_place_is_not_waited_for() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", log.toString()).start().waitFor()).isZero();
    assertThat(last(1)).isEmpty();
  }

  private List<String> last(int lines) {
    return new LogTail(new Secrets(List.of())).last(log, lines);
  }
}
