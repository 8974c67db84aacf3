package dev.phaserollout.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.controlplane.Kubectl;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole release procedure on a real cluster, with its Git server beside it: the same file as on a
 * host, and the same commits. The nodes have its image, which {@code .ci/cluster} makes.
 */
@Tag("cluster")
@TestInstance(Lifecycle.PER_CLASS)
class PhaseEClusterIT {

  private static final Duration MINUTES = Duration.ofMinutes(20);
  private static final String ROLLOUT = "phase-e";
  private static final Path EXAMPLE =
      Chart.FOLDER.resolveSibling("examples").resolve(ROLLOUT).toAbsolutePath().normalize();
  private static final String TREES = "--format=%T %s";

  private final ClusterUnderTest cluster = ClusterUnderTest.given();
  private final String shop = "phaserollout-e2e-" + UUID.randomUUID().toString().substring(0, 8);
  private final InstalledChart chart = new InstalledChart(shop, shop, cluster.kubeconfig());
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
          .build();

  private Kubectl kubectl;
  private List<NodeFolder> folders;

  @BeforeAll
  void the_rollout_is_answered_and_ends(@TempDir Path scratch) throws Exception {
    kubectl = Kubectl.of(cluster.kubeconfig().toAbsolutePath(), scratch);
    folders =
        NodeFolder.isNotNeededBy(client)
            ? List.of()
            : Stream.of("phase-e-place", "phase-e-git").map(this::folder).toList();
    kubectl.apply(
        "{apiVersion: v1, kind: Namespace, metadata: {name: "
            + shop
            + ", labels: {pod-security.kubernetes.io/enforce: restricted}}}");
    chart.installAndWait(cluster.values() + "watchNamespaces: [" + shop + "]\n");
    folders.forEach(NodeFolder::create);
    kubectl.succeed("apply", "-n", shop, "-k", EXAMPLE.toString());
    await("the question about the stakeholders")
        .atMost(MINUTES)
        .until(() -> status().filter(status -> !status.questions().isEmpty()).isPresent());
    answer();
    await("the end of Phase E").atMost(MINUTES).until(this::hasEnded);
  }

  @AfterAll
  void leave_nothing_behind() {
    client.resources(PhaseRollout.class).inNamespace(shop).withName(ROLLOUT).delete();
    chart.uninstall();
    client.namespaces().withName(shop).delete();
    await().atMost(MINUTES).until(() -> client.namespaces().withName(shop).get() == null);
    folders.forEach(NodeFolder::delete);
    client.close();
  }

  @Test
  void every_commit_has_the_files_that_it_has_after_a_run_on_a_host(@TempDir Path host)
      throws Exception {
    List<String> here = withoutLast(onHost(host));
    assertThat(here).hasSize(6).last().asString().endsWith("docs(phase-e): plan archived");
    assertThat(withoutLast(git("log", "--reverse", TREES, "main").lines().toList()))
        .as(status().map(PhaseRolloutStatus::message).orElse(""))
        .isEqualTo(here);
  }

  @Test
  void the_tag_is_on_the_commit_that_completes_the_run() {
    assertThat(conditions()).contains("Ready=True/Succeeded");
    assertThat(git("log", "-1", "--format=%s", "v1.0.0")).isEqualTo("Complete v1.0.0\n");
    assertThat(git("show", "v1.0.0:DEVNET-CHECKPOINT.txt"))
        .contains("Status:     Succeeded", "coverage", "auth-p95", "stakeholders: Approve by");
  }

  private NodeFolder folder(String claim) {
    return new NodeFolder(client, kubectl, shop, claim, cluster.stepImage());
  }

  private Optional<PhaseRolloutStatus> status() {
    return Optional.ofNullable(
            client.resources(PhaseRollout.class).inNamespace(shop).withName(ROLLOUT).get())
        .map(PhaseRollout::getStatus);
  }

  private List<String> conditions() {
    return status().stream()
        .flatMap(status -> status.conditions().stream())
        .map(found -> found.type() + "=" + found.status() + "/" + found.reason())
        .toList();
  }

  private boolean hasEnded() {
    return conditions().stream().anyMatch(word -> word.matches("Ready=True/.*|Stalled=True/.*"));
  }

  /** As an administrator of the cluster, who calls themselves what the API server calls them. */
  private void answer() {
    String me = kubectl.succeed("auth", "whoami", "-o", "jsonpath={.status.userInfo.username}");
    String asked =
        kubectl.succeed(
            "get",
            "prl",
            ROLLOUT,
            "-n",
            shop,
            "-o",
            "jsonpath={.metadata.uid} {.status.run.number} {.status.questions[0].id}"
                + " {.status.questions[0].digest}");
    String[] words = asked.split(" ", -1);
    kubectl
        .runWithInput(
            """
            apiVersion: phaserollout.dev/v1alpha1
            kind: PhaseApproval
            metadata: {name: stakeholders}
            spec:
              rolloutRef: {name: phase-e, uid: UID}
              run: RUN
              question: QUESTION
              digest: 'DIGEST'
              decision: Approve
              approver: 'ME'
            """
                .replace("UID", words[0])
                .replace("RUN", words[1])
                .replace("QUESTION", words[2])
                .replace("DIGEST", words[3])
                .replace("ME", me),
            "create",
            "-n",
            shop,
            "-f",
            "-")
        .outputOfSuccess();
  }

  /** In the repository that the rollout's Git server has. */
  private String git(String... words) {
    List<String> command =
        Stream.concat(
                Stream.of(
                    "exec",
                    "-n",
                    shop,
                    "deploy/devnet-git",
                    "--",
                    "git",
                    "-C",
                    "/srv/git/devnet.git"),
                Stream.of(words))
            .toList();
    return kubectl.succeed(command.toArray(new String[0]));
  }

  /** What the README's call makes on this host: tree and subject of each commit, oldest first. */
  private static List<String> onHost(Path folder) throws Exception {
    File said = folder.resolve("said").toFile();
    ProcessBuilder start =
        new ProcessBuilder(EXAMPLE.resolve("start").toString(), "--yes")
            .redirectErrorStream(true)
            .redirectOutput(said)
            .redirectInput(new File("/dev/null"));
    start.environment().put("PHASE_E_HOME", folder.resolve("home").toString());
    start.environment().put("JACOCO_HOME", Path.of("target/jacoco").toAbsolutePath().toString());
    start
        .environment()
        .put(
            "PHASEROLLOUT",
            Path.of(System.getProperty("phaserollout.home"), "bin", "phaserollout").toString());
    assertThat(start.start().waitFor()).as(() -> read(said)).isZero();
    Process log =
        new ProcessBuilder("git", "log", "--reverse", TREES, "main")
            .directory(folder.resolve("home/origin.git").toFile())
            .start();
    return new String(log.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
  }

  private static String read(File file) {
    try {
      return Files.readString(file.toPath());
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** The last commit says when it was and what was measured. */
  private static List<String> withoutLast(List<String> commits) {
    return commits.subList(0, commits.size() - 1);
  }
}
