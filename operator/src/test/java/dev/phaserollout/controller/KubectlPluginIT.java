package dev.phaserollout.controller;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.cli.Exit;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.Kubectl;
import dev.phaserollout.controlplane.KubectlResult;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The verbs for rollouts on a cluster as the real kubectl calls them, its plugin on the PATH. */
@ControlPlane
@ExtendWith(PodClusterExtension.class)
class KubectlPluginIT {

  private static final String APPROVED =
      """
      stepDefaults: {image: IMAGE}
      phases:
        - name: staging
          steps: [{name: deploy, run: {command: [sh, -c, 'COMMAND']}}]
        - name: production
          approval: {required: 1}
          steps: [{name: release, run: {command: [sh, -c, 'exit 0']}}]
      """;

  private static final String CURSOR_UP = "\u001b\\[\\d+A";

  @TempDir Path folder;

  private final RunningControlPlane controlPlane;
  private final PodCluster cluster;
  private Workplace place;
  private Kubectl kubectl;

  KubectlPluginIT(RunningControlPlane controlPlane, PodCluster cluster) {
    this.controlPlane = controlPlane;
    this.cluster = cluster;
  }

  @BeforeEach
  void open() throws IOException {
    place = Workplace.open(cluster, "plugin");
    Path plugin = folder.resolve("kubectl-phaserollout");
    Files.copy(Path.of("../kubectl-phaserollout"), plugin, COPY_ATTRIBUTES);
    Path program = Path.of(System.getProperty("phaserollout.home"), "bin", "phaserollout");
    Path beside = folder.resolve("phaserollout");
    Files.writeString(beside, "#!/bin/sh\nexec '" + program.toAbsolutePath() + "' \"$@\"\n");
    Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path java = Path.of(System.getProperty("java.home"), "bin");
    kubectl = controlPlane.kubectl().withPath(folder, java);
  }

  @AfterEach
  void close() {
    place.close();
  }

  private String[] words(String... words) {
    return Stream.of(List.of("phaserollout"), List.of(words), List.of("-n", place.namespace()))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  private KubectlResult call(String... words) {
    return kubectl.run(words(words));
  }

  @Test
  void a_release_is_awaited_approved_and_listed_and_its_exit_codes_are_those_of_kubectl() {
    place.apply("shop", APPROVED.replace("COMMAND", "exit 0"));
    KubectlResult asks = call("status", "shop", "--wait=80s");
    assertThat(asks.exitCode()).as(asks.err()).isEqualTo(Exit.WAITING.code());
    assertThat(asks.out()).startsWith("shop: AwaitingAnswer: waits for an answer: Approval");
    KubectlResult wrong = call("approve", "shop", "staging");
    assertThat(wrong.exitCode()).isEqualTo(Exit.USAGE.code());
    assertThat(wrong.err()).contains("found no open question 'staging'");
    KubectlResult given = call("approve", "shop", "production", "--comment", "report read");
    assertThat(given.exitCode()).as(given.err()).isZero();
    assertThat(given.out()).contains("Approve by admin to production of run 1");
    assertThat(call("status", "shop", "--wait=80s").exitCode()).isZero();
    assertThat(call("get").outputOfSuccess()).containsPattern("shop +Succeeded ");
  }

  @Test
  void a_release_is_watched_on_a_terminal_in_place_until_it_waits_for_a_person()
      throws IOException {
    Path go = folder.resolve("go");
    place.apply(
        "shop", APPROVED.replace("COMMAND", "until test -e " + go + "; do sleep 0.1; done"));
    place.awaitRunningPod("shop", "deploy");
    Path screen = folder.resolve("screen.txt");
    Process watch = kubectl.startOnTerminal(screen, words("get", "shop", "-w"));
    patiently(() -> assertThat(screen).content().containsPattern(CURSOR_UP).contains("deploy"));
    Files.createFile(go);
    patiently(() -> assertThat(watch.isAlive()).isFalse());
    String drawn = Files.readString(screen);
    assertThat(watch.exitValue()).as(drawn).isEqualTo(Exit.WAITING.code());
    assertThat(drawn).contains("waits for a person", "Approve, Reject", "Not ended");
  }

  private static void patiently(ThrowingRunnable assertion) {
    Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(assertion);
  }
}
