package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiredRunsTest {

  @TempDir Path folder;

  @Test
  void runs_up_to_a_number_go_and_whatever_people_have_put_beside_them_stays() throws IOException {
    StateFolder state = new StateFolder(folder);
    for (String name : new String[] {"1", "2", "3", "1.aside", "notes", "99999999999"}) {
      Files.createDirectories(state.runs().resolve(name).resolve("build.a"));
    }
    ExpiredRuns.delete(state, 2);
    try (var left = Files.list(state.runs())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("3", "1.aside", "notes", "99999999999");
    }
  }
}
