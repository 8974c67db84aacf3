package dev.phaserollout.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that cannot be meant are refused with words that name the field. */
class ChartValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas: two                                | '/replicas': got string, want integer
          replicas: 9                                  | '/replicas': maximum: got 9, want 3
          replica: 2                                   | additional properties 'replica' not allowed
          threads: 0                                   | '/threads': minimum: got 0, want 1
          image: {digest: abc}                         | '/image/digest': 'abc' does not match pattern
          image: {repo: x}                             | '/image': additional properties 'repo' not allowed
          image: {pullPolicy: Sometimes}               | '/image/pullPolicy': value must be one of
          image: {repository: 'http://r/p'}            | '/image/repository'
          watchNamespaces: shop                        | '/watchNamespaces': got string, want array
          watchNamespaces: [Shop_1]                    | '/watchNamespaces/0': 'Shop_1' does not match pattern
          watchNamespaces: [a, a]                      | '/watchNamespaces': items at 0 and 1 are equal
          log: {level: loud}                           | '/log/level': value must be one of 'error'
          leaderElection: {enabled: "yes"}             | '/leaderElection/enabled': got string, want boolean
          extraEnv: [{name: PHASEROLLOUT_PORT}]        | '/extraEnv/0/name'
          extraEnv: [{value: x}]                       | '/extraEnv/0': missing property 'name'
          steps: {podSecurityContext: {runAsUser: 0}}  | '/steps/podSecurityContext/runAsUser': minimum
          policies: {approvals: "off"}                 | '/policies/approvals': got string, want boolean
          policies: {answers: false}                   | '/policies': additional properties 'answers' not allowed
          resources: {limits: {memory: lots}}          | '/resources/limits/memory'
          resources: {limit: {memory: 1Gi}}            | '/resources': additional properties 'limit' not allowed
          agent: {resources: {limit: {memory: 1Gi}}}   | '/agent/resources': additional properties 'limit' not allowed
          podAnnotations: {note: 1}                    | '/podAnnotations/note': got number, want string
          metrics: {serviceMonitor: {interval: often}} | '/metrics/serviceMonitor/interval'
          """)
  void a_bad_value_is_refused_by_the_name_of_its_field(String values, String words) {
    assertThatThrownBy(() -> Chart.render("x", "n", values)).hasMessageContaining(words);
  }

  @Test
  void an_image_that_is_not_named_is_asked_for() {
    assertThatThrownBy(() -> Chart.render("x", "n", ""))
        .hasMessageContaining("image.repository is empty")
        .hasMessageContaining("docs/operations/install.md");
  }

  @Test
  void several_replicas_without_an_election_are_refused() {
    assertThatThrownBy(() -> Chart.render("replicas: 2\nleaderElection: {enabled: false}\n"))
        .hasMessageContaining("replicas is 2 and leaderElection.enabled is false")
        .hasMessageContaining("turn the election on");
  }

  @Test
  void a_service_monitor_without_its_service_is_refused() {
    assertThatThrownBy(
            () ->
                Chart.render(
                    "metrics: {service: {enabled: false}, serviceMonitor: {enabled: true}}\n"))
        .hasMessageContaining("metrics.service.enabled is false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resources: {limits: {memory: 1.5Gi, cpu: 2}}",
        "resources: {limits: {memory: 1Gi}, requests: {cpu: 250m}}",
        "replicas: 0",
        "global: {anything: goes}",
        "steps: {podSecurityContext: {supplementalGroups: [1]}}",
      })
  void what_can_be_meant_is_taken(String values) {
    assertThatCode(() -> Chart.render(values + "\n")).doesNotThrowAnyException();
  }

  @Test
  void every_value_with_a_default_is_in_the_schema_and_every_other_way_round() throws IOException {
    Set<String> described = names(read("values.schema.json").get("properties"));
    described.remove("global"); // Helm's own
    assertThat(described).isEqualTo(names(read("values.yaml")));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read(String name) throws IOException {
    return Serialization.unmarshal(Files.readString(Chart.FOLDER.resolve(name)), JsonNode.class);
  }
}
