package dev.phaserollout.chart;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import dev.phaserollout.crd.GeneratedFile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart as a whole. */
class ChartTest {

  private static final Path REPOSITORY = Chart.FOLDER.getParent();
  private static final String LONGEST = "a-release-whose-name-is-as-long-as-helm-allows.it.to";

  @Test
  void helm_finds_nothing_wrong_with_it() {
    LintResult found = Chart.lint();
    assertThat(found.isFailed()).as(String.join("\n", found.getMessages())).isFalse();
    assertThat(found.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
  }

  @Test
  void it_has_the_version_of_the_project() throws IOException {
    JsonNode about =
        Serialization.unmarshal(
            Files.readString(Chart.FOLDER.resolve("Chart.yaml")), JsonNode.class);
    Matcher version =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(REPOSITORY.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(about.get("version").asText()).isEqualTo(version.group(1));
    assertThat(about.get("appVersion").asText()).isEqualTo(version.group(1));
  }

  @Test
  void it_brings_exactly_the_definitions_of_the_project() throws IOException {
    for (String name : names(REPOSITORY.resolve("crds"))) {
      String definition = Files.readString(REPOSITORY.resolve("crds").resolve(name));
      new GeneratedFile(Chart.FOLDER.resolve("crds").resolve(name), definition).holds(getClass());
    }
    assertThat(names(Chart.FOLDER.resolve("crds"))).isEqualTo(names(REPOSITORY.resolve("crds")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"phaserollout", "mine", LONGEST})
  void every_name_is_one_that_kubernetes_takes(String release) {
    Manifests installed = Chart.render(release, "n", Chart.IMAGE + "replicas: 2\n");

    assertThat(installed.all())
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getName())
                    .hasSizeLessThanOrEqualTo(63)
                    .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?"));
    assertThat(installed.all().stream().flatMap(object -> labels(object).values().stream()))
        .allSatisfy(label -> assertThat(label).hasSizeLessThanOrEqualTo(63));
  }

  @Test
  void objects_of_two_releases_never_share_a_name_but_for_what_a_cluster_has_once() {
    String second =
        Chart.IMAGE + "rbac: {userRoles: false}\npolicies: {approvals: false, commands: false}\n";

    assertThat(Chart.render("blue", "n", Chart.IMAGE).all().stream().map(ChartTest::identity))
        .doesNotContainAnyElementsOf(
            Chart.render("green", "n", second).all().stream().map(ChartTest::identity).toList());
  }

  @Test
  void what_is_not_of_the_cluster_goes_where_the_release_goes() {
    assertThat(Chart.render("x", "somewhere", Chart.IMAGE + "replicas: 2\n").all())
        .filteredOn(object -> !object.getKind().startsWith("ClusterRole"))
        .filteredOn(object -> !object.getKind().startsWith("ValidatingAdmissionPolicy"))
        .isNotEmpty()
        .allSatisfy(
            object -> assertThat(object.getMetadata().getNamespace()).isEqualTo("somewhere"));
  }

  @Test
  void every_selector_finds_the_pods_and_nothing_finds_those_of_another_release() {
    Manifests installed = Chart.render("replicas: 2\n");
    Map<String, String> pods = installed.pods().getMetadata().getLabels();
    List<Map<String, String>> selectors =
        List.of(
            installed.only(Deployment.class).getSpec().getSelector().getMatchLabels(),
            installed.only(Service.class).getSpec().getSelector(),
            installed.only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels(),
            installed
                .pods()
                .getSpec()
                .getTopologySpreadConstraints()
                .get(0)
                .getLabelSelector()
                .getMatchLabels());

    assertThat(selectors)
        .allSatisfy(
            selector ->
                assertThat(pods)
                    .containsAllEntriesOf(selector)
                    .containsKey("app.kubernetes.io/instance"));
    assertThat(Chart.render("other", "n", Chart.IMAGE).pods().getMetadata().getLabels())
        .doesNotContainEntry("app.kubernetes.io/instance", pods.get("app.kubernetes.io/instance"));
  }

  @Test
  void labels_of_the_user_do_not_take_the_pods_away_from_their_selector() {
    Manifests installed = Chart.render("podLabels: {team: release}\n");
    assertThat(installed.pods().getMetadata().getLabels())
        .containsEntry("team", "release")
        .containsAllEntriesOf(
            installed.only(Deployment.class).getSpec().getSelector().getMatchLabels());
  }

  @Test
  void one_replica_has_no_budget_that_could_hold_up_a_drain() {
    assertThat(Chart.render("").every(PodDisruptionBudget.class)).isEmpty();
  }

  @Test
  void the_metrics_are_served_under_the_port_that_the_operator_listens_to() {
    Manifests installed = Chart.render("");
    assertThat(installed.only(Service.class).getSpec().getPorts())
        .singleElement()
        .satisfies(
            port -> {
              assertThat(port.getPort()).isEqualTo(8080);
              assertThat(port.getTargetPort().getStrVal())
                  .isEqualTo(installed.operator().getPorts().get(0).getName());
            });
    assertThat(installed.environment().get("PHASEROLLOUT_PORT"))
        .contains(installed.operator().getPorts().get(0).getContainerPort().toString());
  }

  @Test
  void a_service_monitor_is_there_only_when_it_is_asked_for() {
    assertThat(Chart.render("").every(GenericKubernetesResource.class)).isEmpty();
    GenericKubernetesResource monitor =
        Chart.render("metrics: {serviceMonitor: {enabled: true, labels: {scrape: me}}}\n")
            .only(GenericKubernetesResource.class);
    assertThat(monitor.getKind()).isEqualTo("ServiceMonitor");
    assertThat(labels(monitor)).containsEntry("scrape", "me");
    assertThat(monitor.<String>get("spec", "endpoints", 0, "port")).isEqualTo("http");
  }

  @Test
  void the_account_hands_its_token_to_nobody_by_itself() {
    assertThat(Chart.render("").only(ServiceAccount.class).getAutomountServiceAccountToken())
        .isFalse();
  }

  @Test
  void an_account_of_the_user_is_taken_as_it_is() {
    Manifests installed = Chart.render("serviceAccount: {create: false, name: mine}\n");
    assertThat(installed.every(ServiceAccount.class)).isEmpty();
    assertThat(installed.pods().getSpec().getServiceAccountName()).isEqualTo("mine");
  }

  private static String identity(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  private static Map<String, String> labels(HasMetadata object) {
    return object.getMetadata().getLabels().entrySet().stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
