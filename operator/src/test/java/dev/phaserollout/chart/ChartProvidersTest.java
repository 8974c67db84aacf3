package dev.phaserollout.chart;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.phaserollout.gate.Provider;
import dev.phaserollout.gate.ProviderFile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the gates of an installation may ask, and what they may look at. */
class ChartProvidersTest {

  private static final String TWO =
      """
      defaultProvider: main
      providers:
        - name: main
          type: prometheus
          address: https://prometheus.monitoring:9090
          caFile: /etc/phaserollout/providers/main/ca.crt
          bearerTokenFile: /etc/phaserollout/providers/main/token
          timeout: 5s
          concurrency: 7
        - {name: reports, type: http, address: 'https://reports.example.com/v1'}
      providerSecrets: [main]
      """;

  @Test
  void the_operator_reads_the_file_that_the_values_make() {
    Manifests installed = Chart.render(TWO);
    ConfigMap config = installed.only(ConfigMap.class);
    ProviderFile.Reading read = ProviderFile.parse(config.getData().get("providers.yaml"));

    assertThat(config.getData().get("providers.yaml")).startsWith("default: main\n");
    assertThat(read.problems()).isEmpty();
    assertThat(read.providers().all())
        .extracting(Provider::name, provider -> provider.address().toString())
        .containsExactly(
            tuple("main", "https://prometheus.monitoring:9090"),
            tuple("reports", "https://reports.example.com/v1"));
    assertThat(read.providers().all().iterator().next().concurrency()).isEqualTo(7);
  }

  @Test
  void the_file_and_its_secrets_are_mounted_where_they_are_said_to_be() {
    Manifests installed = Chart.render(TWO);
    Map<String, VolumeMount> mounts =
        installed.operator().getVolumeMounts().stream()
            .collect(toMap(VolumeMount::getMountPath, mount -> mount));

    VolumeMount file = mounts.get("/etc/phaserollout/config");
    VolumeMount secret = mounts.get("/etc/phaserollout/providers/main");
    assertThat(installed.environment())
        .containsEntry(
            "PHASEROLLOUT_PROVIDERS", Optional.of("/etc/phaserollout/config/providers.yaml"));
    assertThat(volume(installed, file).getConfigMap().getName())
        .isEqualTo(installed.only(ConfigMap.class).getMetadata().getName());
    assertThat(volume(installed, secret).getSecret().getSecretName()).isEqualTo("main");
    assertThat(file.getReadOnly()).isTrue();
    assertThat(secret.getReadOnly()).isTrue();
    assertThat(secret.getSubPath()).as("a mounted file would never be renewed").isNull();
  }

  @Test
  void without_providers_there_is_no_file() {
    Manifests installed = Chart.render("");
    assertThat(installed.every(ConfigMap.class)).isEmpty();
    assertThat(installed.environment()).doesNotContainKey("PHASEROLLOUT_PROVIDERS");
  }

  @Test
  void other_providers_start_the_operator_anew_and_nothing_else_does() {
    String other = TWO.replace("concurrency: 7", "concurrency: 8");

    assertThat(checksum(TWO)).isNotEqualTo(checksum(other));
    assertThat(checksum(TWO)).isEqualTo(checksum(TWO + "threads: 3\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: main       | name: Main           | '/providers/0/name': 'Main' does not match pattern
          type: prometheus | type: graphite       | '/providers/0/type': value must be one of
          https://prom     | ftp://prom           | '/providers/0/address'
          https://prom     | https://user@prom    | '/providers/0/address'
          timeout: 5s      | timeout: soon        | '/providers/0/timeout'
          timeout: 5s      | insecure: true       | '/providers/0': additional properties 'insecure' not allowed
          concurrency: 7   | concurrency: 0       | '/providers/0/concurrency': minimum: got 0, want 1
          concurrency: 7   | usernameFile: /a/b   | '/providers/0': properties 'passwordFile' required, if 'usernameFile' exists
          name: reports    | name: main           | found the name main twice
          /main/token      | /other/token         | bearerTokenFile of main is /etc/phaserollout/providers/other/token, and no Secret other is mounted there
          /etc/phaserollout/providers/main/ca.crt | ca.crt | '/providers/0/caFile': 'ca.crt' does not match pattern
          Provider: main   | Provider: mein       | defaultProvider: found mein, expected one of the names in providers (main, reports)
          """)
  void a_provider_that_cannot_be_meant_is_refused_by_name(String from, String to, String words) {
    assertThatThrownBy(() -> Chart.render(TWO.replaceFirst(from, to))).hasMessageContaining(words);
  }

  @Test
  void a_token_that_the_cluster_mounts_needs_no_secret() {
    String own = "/var/run/secrets/kubernetes.io/serviceaccount/token";
    assertThatCode(() -> Chart.render(TWO.replace("/etc/phaserollout/providers/main/token", own)))
        .doesNotThrowAnyException();
  }

  @Test
  void the_longest_name_of_a_secret_can_be_mounted() {
    String longest = "s".repeat(253);
    Manifests installed = Chart.render("providerSecrets: [" + longest + "]\n");

    assertThat(installed.pods().getSpec().getVolumes())
        .extracting(Volume::getName)
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(63));
  }

  @Test
  void kinds_that_gates_wait_for_may_be_got_and_nothing_more() {
    String values =
        """
        gateKinds:
          - {apiGroup: apps, resources: [deployments, statefulsets]}
          - {apiGroup: "", resources: [services]}
        """;
    assertThat(Right.of(Chart.render(values).named(ClusterRole.class, "phaserollout").getRules()))
        .filteredOn(right -> !OperatorRights.WORK.contains(right))
        .extracting(Right::toString)
        .containsExactlyInAnyOrder(
            "apps deployments get", "apps statefulsets get", "core services get");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiGroup: '*', resources: [deployments]}",
        "{apiGroup: apps, resources: ['*']}",
        "{apiGroup: apps, resources: []}",
        "{apiGroup: apps, resources: [Deployment]}",
        "{apiGroup: '', resources: [secrets]}",
        "{apiGroup: apps}",
      })
  void neither_wildcards_nor_secrets_are_kinds_for_gates(String kind) {
    assertThatThrownBy(() -> Chart.render("gateKinds: [" + kind + "]\n"))
        .hasMessageContaining("gateKinds");
  }

  private static Volume volume(Manifests installed, VolumeMount mount) {
    return installed.pods().getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(mount.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static String checksum(String values) {
    return Chart.render(values)
        .pods()
        .getMetadata()
        .getAnnotations()
        .getOrDefault("checksum/providers", "");
  }
}
