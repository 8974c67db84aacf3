package dev.phaserollout.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.Kubectl;
import dev.phaserollout.controlplane.KubectlResult;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.controlplane.User;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chart on a real API server, in a namespace that enforces the restricted standard. */
@ControlPlane
class ChartIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String EVERYTHING =
      "deployments,services,serviceaccounts,poddisruptionbudgets,roles,rolebindings,"
          + "clusterroles,clusterrolebindings,"
          + "validatingadmissionpolicies,validatingadmissionpolicybindings";

  private final KubernetesClient client;
  private final Kubectl kubectl;
  private final String namespace;
  private final InstalledChart chart;

  ChartIT(RunningControlPlane controlPlane, KubernetesClient client, Kubectl kubectl) {
    this.client = client;
    this.kubectl = kubectl;
    this.namespace = controlPlane.newNamespace("chart");
    Path admin = controlPlane.kubeconfig(User.ADMIN);
    this.chart = new InstalledChart(namespace, namespace, admin);
  }

  @BeforeEach
  void enforce_the_restricted_standard() {
    kubectl.succeed(
        "label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
  }

  @AfterEach
  void leave_nothing_of_the_cluster_behind() {
    chart.uninstall();
  }

  @Test
  void a_restricted_namespace_takes_the_pods_of_the_operator() {
    chart.install(Chart.IMAGE);

    await().atMost(SOON).until(() -> pods().size() == 1);
    assertThat(pods().get(0).getSpec().getServiceAccountName()).isEqualTo(fullname());
  }

  @Test
  void the_same_pod_with_one_thing_less_would_be_refused() {
    chart.install(Chart.IMAGE);
    Pod asDeployed =
        new PodBuilder()
            .withNewMetadata()
            .withName("by-hand")
            .withNamespace(namespace)
            .endMetadata()
            .withSpec(deployment().getSpec().getTemplate().getSpec())
            .build();
    Pod careless =
        new PodBuilder(asDeployed)
            .editSpec()
            .editSecurityContext()
            .withSeccompProfile(null)
            .endSecurityContext()
            .endSpec()
            .build();

    assertThat(tried(asDeployed).exitCode()).as(tried(asDeployed).err()).isZero();
    assertThat(tried(careless).err()).contains("violates PodSecurity \"restricted", "seccomp");
  }

  @Test
  void an_upgrade_changes_what_its_values_change() {
    chart.install(Chart.IMAGE + "podLabels: {wave: first}\n");
    chart.upgrade(Chart.IMAGE + "podLabels: {wave: second}\nreplicas: 2\n");

    assertThat(deployment().getSpec().getReplicas()).isEqualTo(2);
    assertThat(deployment().getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
    assertThat(deployment().getSpec().getTemplate().getMetadata().getLabels())
        .containsEntry("wave", "second");
    assertThat(
            client
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(namespace)
                .withName(fullname())
                .get())
        .isNotNull();
  }

  @Test
  void two_replicas_go_back_to_one() {
    chart.install(Chart.IMAGE + "replicas: 2\n");
    chart.upgrade(Chart.IMAGE);

    assertThat(deployment().getSpec().getReplicas()).isEqualTo(1);
    assertThat(deployment().getSpec().getStrategy().getType()).isEqualTo("Recreate");
    assertThat(deployment().getSpec().getStrategy().getRollingUpdate()).isNull();
  }

  @Test
  void an_uninstalled_release_leaves_nothing_but_the_definitions() {
    chart.install(Chart.IMAGE + "replicas: 2\n");
    assertThat(leftovers()).isNotEmpty();

    chart.uninstall();

    await().atMost(SOON).until(() -> leftovers().isEmpty());
    assertThat(
            client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("phaserollouts.phaserollout.dev")
                .get())
        .isNotNull();
  }

  @Test
  void its_notes_say_the_next_command() {
    Release release =
        new Helm(Chart.FOLDER)
            .install()
            .withName(namespace)
            .withNamespace(namespace)
            .withKubeConfig(chart.kubeconfig())
            .set("image.repository", "registry.example.com/phaserollout")
            .call();
    assertThat(release.getOutput())
        .contains(
            "kubectl -n " + namespace + " rollout status deployment/" + fullname(),
            "all namespaces");
  }

  private KubectlResult tried(Pod pod) {
    return kubectl.runWithInput(
        Serialization.asYaml(pod), "create", "--dry-run=server", "-f", "-", "-n", namespace);
  }

  private List<Pod> pods() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/instance", namespace)
        .list()
        .getItems();
  }

  private Deployment deployment() {
    return client.apps().deployments().inNamespace(namespace).withName(fullname()).get();
  }

  private String fullname() {
    return namespace + "-phaserollout";
  }

  private String leftovers() {
    return kubectl.succeed(
        "get",
        EVERYTHING,
        "-n",
        namespace,
        "-l",
        "app.kubernetes.io/instance=" + namespace,
        "-o",
        "name");
  }
}
