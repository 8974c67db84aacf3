package dev.phaserollout.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.RunningControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The requests that a real client sends, counted as the API server would name them. */
@ControlPlane
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiCallsIT {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private String namespace;
  private KubernetesClient counted;

  @BeforeEach
  void count_a_client(RunningControlPlane controlPlane, KubernetesClient client) {
    namespace = controlPlane.newNamespace("calls");
    counted = counting(client.getConfiguration());
  }

  @AfterEach
  void close() {
    counted.close();
  }

  private KubernetesClient counting(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("api-calls", new ApiCalls(registry)))
        .build();
  }

  private ConfigMap map(String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("m")
        .withNamespace(namespace)
        .endMetadata()
        .withData(Map.of("a", value))
        .build();
  }

  private List<String> writes() {
    return registry.find(Metric.API_WRITES.meter()).counters().stream()
        .map(
            counter ->
                String.join(
                    " ",
                    counter.getId().getTag("verb"),
                    counter.getId().getTag("resource"),
                    counter.getId().getTag("dry_run"),
                    String.valueOf((int) counter.count())))
        .sorted()
        .toList();
  }

  @Test
  void each_kind_of_write_is_counted_under_its_verb() {
    counted.resource(map("1")).dryRun(true).create();
    counted.resource(map("1")).create();
    counted.resource(map("2")).update();
    counted.resource(map("3")).forceConflicts().fieldManager("test").serverSideApply();
    counted.configMaps().inNamespace(namespace).withName("m").edit(map -> map("4"));
    counted.configMaps().inNamespace(namespace).withName("m").get();
    counted.configMaps().inNamespace(namespace).withName("m").delete();
    counted.configMaps().inNamespace(namespace).withName("m").get();
    assertThat(writes())
        .containsExactly(
            "apply configmaps false 1",
            "create configmaps false 1",
            "create configmaps true 1",
            "delete configmaps false 1",
            "patch configmaps false 1",
            "update configmaps false 1");
  }

  @Test
  void what_the_server_refuses_is_counted_by_its_status() {
    counted.resource(map("1")).create();
    assertThatThrownBy(() -> counted.resource(map("1")).create())
        .isInstanceOf(KubernetesClientException.class);
    assertThat(
            registry
                .get(Metric.API_ERRORS.meter())
                .tags("verb", "create", "code", "409")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void a_request_without_an_answer_is_counted_too() {
    Config nobody =
        new ConfigBuilder()
            .withMasterUrl("http://127.0.0.1:1")
            .withRequestRetryBackoffLimit(1)
            .withRequestRetryBackoffInterval(1)
            .build();
    try (KubernetesClient lost = counting(nobody)) {
      assertThatThrownBy(() -> lost.resource(map("1")).create())
          .isInstanceOf(KubernetesClientException.class);
    }
    assertThat(
            registry
                .get(Metric.API_ERRORS.meter())
                .tags("verb", "create", "code", "connection")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(writes()).isEmpty();
  }
}
