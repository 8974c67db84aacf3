package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContainerProcessIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void a_container_ends_with_the_exit_code_of_its_command() throws Exception {
    assertThat(exitOf(start("exit 7"))).isEqualTo(7);
    assertThat(exitOf(start("kill -s KILL $$"))).isEqualTo(137);
  }

  @Test
  void a_container_sees_the_variables_that_it_was_given_and_no_others() throws Exception {
    exitOf(start("env | cut -d = -f 1 | sort"));

    assertThat(log().lines()).contains("FOLDER", "PATH").doesNotContain("HOME", "child", "code");
  }

  @Test
  void sigterm_reaches_a_command_that_listens() throws Exception {
    ContainerProcess container = start("trap 'exit 3' TERM; echo up; while :; do sleep 0.1; done");
    awaitLog("up\n");

    container.term();

    assertThat(exitOf(container)).isEqualTo(3);
  }

  @Test
  void sigterm_does_not_reach_a_command_that_does_not_listen() throws Exception {
    ContainerProcess container = start("echo up; sleep 2; echo still here");
    awaitLog("up\n");

    container.term();

    assertThat(exitOf(container)).isZero();
    assertThat(log()).isEqualTo("up\nstill here\n");
  }

  @Test
  void what_a_killed_container_has_started_is_killed_too() throws Exception {
    ContainerProcess container = start("sh -c 'trap : TERM; sleep 3600; :' & echo up; wait");
    awaitLog("up\n");

    container.kill();

    assertThat(exitOf(container)).isEqualTo(137);
    await().atMost(SOON).untilAsserted(() -> assertThat(LeftBehind.find(folder)).isEmpty());
  }

  @Test
  void nothing_is_left_after_kill_9_of_the_jvm() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ContainerProgram.class.getName(),
                folder.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    awaitLog("up\n");
    List<ProcessHandle> processes = jvm.descendants().toList();
    assertThat(processes).hasSizeGreaterThanOrEqualTo(4);

    jvm.destroyForcibly();

    await().atMost(SOON).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  private ContainerProcess start(String script) throws IOException {
    return ContainerProcess.start(
        List.of("sh", "-c", script),
        folder,
        Map.of("PATH", System.getenv("PATH"), "FOLDER", folder.toString()),
        folder.resolve("log"));
  }

  private static int exitOf(ContainerProcess container) throws Exception {
    return container.exit().get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  private void awaitLog(String text) {
    await().atMost(SOON).until(() -> Files.exists(folder.resolve("log")) && log().equals(text));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }
}
