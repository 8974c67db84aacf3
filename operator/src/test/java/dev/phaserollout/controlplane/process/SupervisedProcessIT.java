package dev.phaserollout.controlplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SupervisedProcessIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void a_command_ends_with_its_own_exit_code_and_output() {
    try (SupervisedProcess process = start("echo $GREETING; echo warned >&2; exit 7")) {
      assertThat(process.ended(SOON)).isTrue();
      assertThat(process.exitCode()).isEqualTo(7);
      assertThat(process.output()).isEqualTo("hello\nwarned\n");
    }
  }

  @Test
  void a_command_sees_no_variable_that_was_not_given() {
    try (SupervisedProcess process = start("echo \"home:$HOME\"")) {
      assertThat(process.ended(SOON)).isTrue();
      assertThat(process.output()).isEqualTo("home:\n");
    }
  }

  @Test
  void closing_ends_a_command_that_ignores_signals_and_everything_that_watched_it() {
    SupervisedProcess process = start("trap '' TERM INT HUP; echo up; exec sleep 3600");
    await().atMost(SOON).until(() -> process.output().equals("up\n"));
    List<ProcessHandle> handles = process.handles().toList();

    process.close();

    assertThat(process.alive()).isFalse();
    assertThat(handles).hasSizeGreaterThanOrEqualTo(3).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void a_command_that_does_not_exist_says_so() {
    try (SupervisedProcess process =
        SupervisedProcess.start(
            "nothing", List.of("/no/such/file"), directory, Map.of(), directory.resolve("log"))) {
      assertThat(process.ended(SOON)).isTrue();
      assertThat(process.exitCode()).isEqualTo(127);
      assertThat(process.tail()).contains("/no/such/file");
    }
  }

  private SupervisedProcess start(String script) {
    return SupervisedProcess.start(
        "script",
        List.of("/bin/sh", "-c", script),
        directory,
        Map.of("GREETING", "hello", "PATH", "/usr/bin:/bin"),
        directory.resolve("log"));
  }
}
