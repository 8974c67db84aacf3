package dev.phaserollout.chart;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the operator is deployed. */
class ChartDeploymentTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "replicas: 2\n", "steps: {podSecurityContext: null}\n"})
  void its_pods_are_restricted_whatever_the_values_are(String values) {
    Manifests installed = Chart.render(values);
    PodSpec pod = installed.pods().getSpec();
    SecurityContext container = installed.operator().getSecurityContext();

    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getHostPID()).isNull();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getCapabilities().getAdd()).isEmpty();
    assertThat(container.getPrivileged()).isNull();
  }

  @Test
  void no_user_id_is_named_so_that_a_cluster_may_assign_one() {
    Manifests installed = Chart.render("");
    assertThat(installed.pods().getSpec().getSecurityContext().getRunAsUser()).isNull();
    assertThat(installed.operator().getSecurityContext().getRunAsUser()).isNull();
  }

  @Test
  void the_token_is_projected_for_an_hour_into_the_one_container() {
    Manifests installed = Chart.render("");
    PodSpec pod = installed.pods().getSpec();
    Volume token =
        pod.getVolumes().stream()
            .filter(v -> v.getName().equals("token"))
            .findFirst()
            .orElseThrow();

    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(token.getProjected().getSources().get(0).getServiceAccountToken())
        .satisfies(
            source -> {
              assertThat(source.getExpirationSeconds()).isEqualTo(3600);
              assertThat(source.getPath()).isEqualTo("token");
            });
    assertThat(mounts(installed.operator()))
        .containsEntry("token", "/var/run/secrets/kubernetes.io/serviceaccount")
        .containsEntry("tmp", "/tmp");
  }

  @Test
  void probes_ask_what_the_operator_serves() {
    Container operator = Chart.render("").operator();
    assertThat(List.of(operator.getStartupProbe(), operator.getLivenessProbe()))
        .extracting(probe -> probe.getHttpGet())
        .extracting(HTTPGetAction::getPath)
        .containsExactly("/livez", "/livez");
    assertThat(operator.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
  }

  @Test
  void it_has_longer_to_stop_than_it_needs() {
    assertThat(Chart.render("").pods().getSpec().getTerminationGracePeriodSeconds())
        .isGreaterThan(20);
  }

  @Test
  void memory_is_bounded_and_cpu_is_not() {
    Container operator = Chart.render("").operator();
    assertThat(operator.getResources().getLimits())
        .containsExactly(Map.entry("memory", new Quantity("512Mi")));
    assertThat(operator.getResources().getRequests()).containsKeys("cpu", "memory");
  }

  @Test
  void its_environment_is_what_its_options_take() {
    assertThat(Chart.render("watchNamespaces: [shop, billing]\nthreads: 4\n").environment())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("PHASEROLLOUT_NAMESPACES", Optional.of("shop,billing")),
                entry("PHASEROLLOUT_LEADER_ELECTION", Optional.of("true")),
                entry("PHASEROLLOUT_LEASE_NAME", Optional.of("phaserollout")),
                entry("PHASEROLLOUT_LEASE_NAMESPACE", Optional.empty()),
                entry("PHASEROLLOUT_PORT", Optional.of("8080")),
                entry("PHASEROLLOUT_THREADS", Optional.of("4")),
                entry(
                    "PHASEROLLOUT_POD_SECURITY_CONTEXT",
                    Optional.of("{\"fsGroup\":65532,\"runAsGroup\":65532,\"runAsUser\":65532}")),
                entry(
                    "PHASEROLLOUT_AGENT_IMAGE",
                    Optional.of(Chart.render("").operator().getImage())),
                entry("PHASEROLLOUT_AGENT_PULL_POLICY", Optional.of("IfNotPresent")),
                entry(
                    "PHASEROLLOUT_AGENT_RESOURCES",
                    Optional.of(
                        "{\"limits\":{\"memory\":\"512Mi\"},"
                            + "\"requests\":{\"cpu\":\"100m\",\"memory\":\"128Mi\"}}")),
                entry("PHASEROLLOUT_LOG_FORMAT", Optional.of("json")),
                entry("PHASEROLLOUT_LOG_LEVEL", Optional.of("info"))));
  }

  @Test
  void the_agent_is_the_operators_own_image_pulled_in_the_same_way() {
    String values =
        "image: {repository: shop/phaserollout, digest: 'sha256:"
            + "ab".repeat(32)
            + "', pullPolicy: Never}\nagent: {resources: null}\n";
    Manifests installed = Chart.render(values);
    assertThat(installed.environment())
        .containsEntry("PHASEROLLOUT_AGENT_IMAGE", Optional.of(installed.operator().getImage()))
        .containsEntry("PHASEROLLOUT_AGENT_PULL_POLICY", Optional.of("Never"))
        .containsEntry("PHASEROLLOUT_AGENT_RESOURCES", Optional.of("{}"));
    assertThat(installed.operator().getImage()).contains("@sha256:");
  }

  @Test
  void all_namespaces_are_asked_for_by_naming_none() {
    assertThat(Chart.render("").environment()).doesNotContainKey("PHASEROLLOUT_NAMESPACES");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          steps: {podSecurityContext: null}              | {}
          steps: {podSecurityContext: {runAsUser: 1000}} | {"fsGroup":65532,"runAsGroup":65532,"runAsUser":1000}
          """)
  void the_user_of_steps_may_be_another_or_left_to_the_cluster(String values, String given) {
    String seen =
        Chart.render(values + "\n")
            .environment()
            .get("PHASEROLLOUT_POD_SECURITY_CONTEXT")
            .orElseThrow();
    assertThat(Serialization.unmarshal(seen, JsonNode.class))
        .isEqualTo(Serialization.unmarshal(given, JsonNode.class));
  }

  @Test
  void variables_of_the_user_come_after_those_of_the_chart() {
    assertThat(
            Chart.render(
                    "extraEnv: [{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: 'http://otel:4318'}]\n")
                .environment())
        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", Optional.of("http://otel:4318"))
        .containsKey("PHASEROLLOUT_PORT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          image: {repository: r/p}                              | r/p:0.1.0-SNAPSHOT
          image: {repository: 'r.example.com:5000/p', tag: v1}  | r.example.com:5000/p:v1
          image: {repository: r/p, tag: v1, digest: 'sha256:@'} | r/p:v1@sha256:@
          """)
  void the_image_goes_by_tag_or_by_digest(String values, String image) {
    String digest = "0123456789abcdef".repeat(4);
    Manifests installed = Chart.render("x", "n", values.replace("@", digest));
    assertThat(installed.operator().getImage())
        .isEqualTo(image.replace("sha256:@", "sha256:" + digest));
  }

  @Test
  void the_old_replica_goes_before_the_new_one_comes() {
    DeploymentStrategy one = strategy(Chart.render(""));
    DeploymentStrategy two = strategy(Chart.render("replicas: 2\n"));

    assertThat(one.getType()).isEqualTo("Recreate");
    assertThat(two.getType()).isEqualTo("RollingUpdate");
    assertThat(two.getRollingUpdate().getMaxSurge().getIntVal()).isZero();
    assertThat(two.getRollingUpdate().getMaxUnavailable().getIntVal()).isEqualTo(1);
  }

  @Test
  void what_a_cluster_asks_of_pods_reaches_them() {
    PodSpec pod =
        Chart.render(
                """
                priorityClassName: important
                nodeSelector: {pool: control}
                tolerations: [{key: control, operator: Exists}]
                affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}}
                imagePullSecrets: [{name: registry}]
                podAnnotations: {example.com/note: "yes"}
                """)
            .pods()
            .getSpec();

    assertThat(pod.getPriorityClassName()).isEqualTo("important");
    assertThat(pod.getNodeSelector())
        .containsOnly(Map.entry("pool", "control"), Map.entry("kubernetes.io/os", "linux"));
    assertThat(pod.getTolerations())
        .singleElement()
        .satisfies(t -> assertThat(t.getKey()).isEqualTo("control"));
    assertThat(pod.getAffinity().getNodeAffinity()).isNotNull();
    assertThat(pod.getImagePullSecrets())
        .singleElement()
        .satisfies(s -> assertThat(s.getName()).isEqualTo("registry"));
  }

  private static DeploymentStrategy strategy(Manifests installed) {
    return installed.only(Deployment.class).getSpec().getStrategy();
  }

  private static Map<String, String> mounts(Container container) {
    return container.getVolumeMounts().stream()
        .collect(toMap(VolumeMount::getName, VolumeMount::getMountPath));
  }
}
