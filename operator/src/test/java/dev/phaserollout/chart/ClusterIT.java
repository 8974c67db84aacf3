package dev.phaserollout.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.controlplane.Kubectl;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator as its users have it: installed by the chart from its image on a cluster with a real
 * kubelet, it runs the quickstart in a namespace that enforces the restricted Pod Security
 * Standard. It watches that namespace alone, so that the cluster may be used by others meanwhile.
 */
@Tag("cluster")
@TestInstance(Lifecycle.PER_CLASS)
class ClusterIT {

  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final String ROLLOUT = "quickstart";
  private static final List<String> STEPS_WITH_A_POD =
      List.of(
          "render",
          "index",
          "manifest",
          "package",
          "look",
          "unpack",
          "switch",
          "smoke",
          "links",
          "report",
          "journal");

  private final ClusterUnderTest cluster = ClusterUnderTest.given();
  private final String shop = "phaserollout-e2e-" + UUID.randomUUID().toString().substring(0, 8);
  private final InstalledChart chart =
      new InstalledChart(shop, "phaserollout-system", cluster.kubeconfig());
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
          .build();

  private boolean homeIsOurs;
  private Kubectl kubectl;
  private NodeFolder folder;

  @BeforeAll
  void the_quickstart_succeeds(@TempDir Path scratch) throws Exception {
    kubectl = Kubectl.of(cluster.kubeconfig().toAbsolutePath(), scratch);
    folder = new NodeFolder(client, kubectl, shop, "quickstart-out", cluster.stepImage());
    kubectl.apply(
        "{apiVersion: v1, kind: Namespace, metadata: {name: "
            + shop
            + ", labels: {pod-security.kubernetes.io/enforce: restricted}}}");
    homeIsOurs = client.namespaces().withName(chart.namespace()).get() == null;
    chart.installAndWait(cluster.values() + "watchNamespaces: [" + shop + "]\n");
    if (!NodeFolder.isNotNeededBy(client)) {
      folder.create();
    }
    kubectl.runWithInput(quickstart(), "apply", "-n", shop, "-f", "-").outputOfSuccess();
    try {
      await("the end of the quickstart").atMost(MINUTES).until(this::hasEnded);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(whatHappened(), late);
    }
  }

  @AfterAll
  void leave_nothing_behind() {
    client.resources(PhaseRollout.class).inNamespace(shop).withName(ROLLOUT).delete();
    chart.uninstall();
    client.namespaces().withName(shop).delete();
    if (homeIsOurs) {
      client.namespaces().withName(chart.namespace()).delete();
    }
    await().atMost(MINUTES).until(() -> client.namespaces().withName(shop).get() == null);
    if (!NodeFolder.isNotNeededBy(client)) {
      folder.delete();
    }
    client.close();
  }

  @Test
  void its_conditions_say_that_it_is_ready_and_nothing_else_is_under_way() {
    assertThat(conditions())
        .as(whatHappened())
        .contains("Ready=True/Succeeded", "Accepted=True/Accepted");
    assertThat(conditions()).noneMatch(word -> word.matches("(Reconciling|Stalled)=.*"));
  }

  @Test
  void every_step_ran_in_a_pod_of_its_own() {
    assertThat(pods())
        .extracting(pod -> pod.getMetadata().getLabels().get("phaserollout.dev/step"))
        .containsAll(STEPS_WITH_A_POD);
    assertThat(pods())
        .extracting(pod -> pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name"))
        .as("an attempt is one Job, and a Job is one pod")
        .doesNotHaveDuplicates();
  }

  @Test
  void what_a_step_prints_is_in_the_log_of_its_job() {
    assertThat(kubectl.succeed("logs", "-n", shop, "-l", "phaserollout.dev/step=journal"))
        .isEqualTo("run 1 of v1.0.0: Succeeded\n");
  }

  @Test
  void outputs_go_from_pod_to_pod() {
    assertThat(kubectl.succeed("logs", "-n", shop, "-l", "phaserollout.dev/step=report"))
        .contains("4 pages", "visitors were served nothing before");
  }

  @Test
  void the_rollout_tells_its_story_in_events() {
    assertThat(
            client.events().v1().events().inNamespace(shop).list().getItems().stream()
                .filter(event -> "PhaseRollout".equals(event.getRegarding().getKind())))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.getNote()).isNotBlank());
  }

  @Test
  void its_metrics_are_served_through_the_service() {
    assertThat(
            client.raw(
                "/api/v1/namespaces/"
                    + chart.namespace()
                    + "/services/"
                    + chart.name()
                    + "-metrics:http/proxy/metrics"))
        .contains("\nphaserollout_");
  }

  @Test
  void the_operator_was_never_started_twice() {
    assertThat(
            client
                .pods()
                .inNamespace(chart.namespace())
                .withLabel("app.kubernetes.io/instance", chart.name())
                .list()
                .getItems())
        .singleElement()
        .satisfies(
            pod ->
                assertThat(pod.getStatus().getContainerStatuses().get(0).getRestartCount())
                    .isZero());
  }

  /** The example as users apply it, with the image that the nodes have. */
  private String quickstart() throws Exception {
    Path example = Chart.FOLDER.resolveSibling("examples").resolve("quickstart");
    String image = "docker.io/library/busybox:1.37";
    assertThat(Files.readString(example.resolve("rollout.yaml"))).contains(image);
    return kubectl.succeed("kustomize", example.toString()).replace(image, cluster.stepImage());
  }

  private boolean hasEnded() {
    return conditions().stream().anyMatch(word -> word.matches("Ready=True/.*|Stalled=True/.*"));
  }

  private List<String> conditions() {
    return rollout().getStatus().conditions().stream()
        .map(found -> found.type() + "=" + found.status() + "/" + found.reason())
        .toList();
  }

  private PhaseRollout rollout() {
    return client.resources(PhaseRollout.class).inNamespace(shop).withName(ROLLOUT).get();
  }

  private List<Pod> pods() {
    return client
        .pods()
        .inNamespace(shop)
        .withLabel("phaserollout.dev/rollout", ROLLOUT)
        .list()
        .getItems();
  }

  private String whatHappened() {
    return rollout().getStatus().message()
        + "\n"
        + pods().stream()
            .map((HasMetadata pod) -> pod.getMetadata().getName())
            .collect(Collectors.joining("\n"));
  }
}
