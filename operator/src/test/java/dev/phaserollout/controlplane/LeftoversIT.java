package dev.phaserollout.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.controlplane.binaries.Binaries;
import dev.phaserollout.controlplane.binaries.Binary;
import dev.phaserollout.controlplane.binaries.BinaryLocator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No process, no file and no port survives its control plane, however that ends. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LeftoversIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Binaries binaries = BinaryLocator.standard(System.getenv()).locate();

  @TempDir Path temporary;

  @Test
  void nothing_is_left_after_an_orderly_end() throws Exception {
    List<ProcessHandle> processes;
    Endpoint endpoint;
    try (RunningControlPlane running = RunningControlPlane.start(binaries, temporary)) {
      processes = running.processes();
      endpoint = running.endpoint();
      assertThat(commands(processes)).contains("etcd", "kube-apiserver", "kube-controller-manager");
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(temporary).isEmptyDirectory();
    assertThatNobodyListensOn(endpoint);
  }

  @Test
  void nothing_is_left_after_kill_9_of_a_jvm_whose_control_plane_was_ready() throws Exception {
    Process jvm = startProgram();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo(ControlPlaneProgram.READY);
    }
    assertThatNothingIsLeftAfterKill9Of(jvm);
  }

  @Test
  void nothing_is_left_after_kill_9_of_a_jvm_whose_control_plane_was_starting() throws Exception {
    Process jvm = startProgram();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> commands(jvm.descendants().toList()).contains("kube-apiserver"));
    assertThatNothingIsLeftAfterKill9Of(jvm);
  }

  @Test
  void nothing_is_left_when_the_last_part_does_not_start(@TempDir Path broken) throws Exception {
    for (Binary binary : Binary.values()) {
      script(broken, binary, "exec " + binaries.path(binary) + " \"$@\"");
    }
    script(broken, Binary.KUBE_CONTROLLER_MANAGER, "echo no controllers today\nexit 3");
    List<ProcessHandle> before = children();

    assertThatThrownBy(() -> RunningControlPlane.start(new Binaries(broken), temporary))
        .isInstanceOf(ControlPlaneFailure.class)
        .hasMessage(
            "kube-controller-manager ended during the start. Its last lines:\n"
                + "no controllers today");
    assertThat(children()).isSubsetOf(before);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void two_control_planes_run_side_by_side() {
    try (RunningControlPlane one = RunningControlPlane.start(binaries, temporary);
        RunningControlPlane other = RunningControlPlane.start(binaries, temporary)) {
      String namespace = one.newNamespace("only-in-one");
      assertThat(other.client().namespaces().withName(namespace).get()).isNull();
      assertThat(one.endpoint()).isNotEqualTo(other.endpoint());
    }
    assertThat(temporary).isEmptyDirectory();
  }

  private void assertThatNothingIsLeftAfterKill9Of(Process jvm) throws Exception {
    // stopped first, so that it cannot start another process after we have looked
    new ProcessBuilder("/bin/sh", "-c", "kill -STOP " + jvm.pid()).start().waitFor();
    List<ProcessHandle> processes = jvm.descendants().toList();
    assertThat(processes).isNotEmpty();

    jvm.destroyForcibly();

    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(temporary).isEmptyDirectory();
  }

  private Process startProgram() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
            "-Dslf4j.internal.verbosity=WARN",
            "-cp",
            System.getProperty("java.class.path"),
            ControlPlaneProgram.class.getName(),
            binaries.directory().toString(),
            temporary.toString())
        .redirectError(Redirect.INHERIT)
        .start();
  }

  private static void script(Path directory, Binary binary, String commands) throws IOException {
    Path file = directory.resolve(binary.fileName());
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static void assertThatNobodyListensOn(Endpoint endpoint) {
    int port = URI.create(endpoint.url()).getPort();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().descendants().toList();
  }

  private static List<String> commands(List<ProcessHandle> processes) {
    return processes.stream()
        .flatMap(process -> process.info().command().stream())
        .map(command -> String.valueOf(Path.of(command).getFileName()))
        .toList();
  }
}
