package dev.phaserollout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart grants, to the operator and to people. */
class ChartRightsTest {

  private static final String LEASE = "phaserollout-leader-election";

  @Test
  void the_operator_gets_exactly_what_it_needs() {
    Manifests installed = Chart.render("");
    assertThat(Right.of(installed.named(ClusterRole.class, "phaserollout").getRules()))
        .containsExactlyInAnyOrderElementsOf(OperatorRights.WORK);
    assertThat(Right.of(installed.named(ClusterRole.class, "phaserollout-policies").getRules()))
        .containsExactlyInAnyOrderElementsOf(OperatorRights.POLICIES);
    assertThat(Right.of(installed.only(Role.class).getRules()))
        .containsExactlyInAnyOrderElementsOf(OperatorRights.LEASE);
  }

  @Test
  void in_some_namespaces_it_gets_the_same_there_and_elsewhere_only_to_read_its_policy() {
    Manifests installed = Chart.render("watchNamespaces: [shop, billing]\n");

    assertThat(installed.only(ClusterRoleBinding.class).getRoleRef().getName())
        .isEqualTo("phaserollout-policies");
    assertThat(installed.every(ClusterRole.class))
        .extracting(role -> role.getMetadata().getName())
        .containsExactlyInAnyOrder(
            "phaserollout-policies",
            "phaserollout-view",
            "phaserollout-edit",
            "phaserollout-admin",
            "phaserollout-approver",
            "phaserollout-commander");
    assertThat(installed.every(Role.class))
        .filteredOn(role -> !role.getMetadata().getName().equals(LEASE))
        .allSatisfy(
            role ->
                assertThat(Right.of(role.getRules()))
                    .containsExactlyInAnyOrderElementsOf(OperatorRights.WORK))
        .extracting(role -> role.getMetadata().getNamespace())
        .containsExactlyInAnyOrder("shop", "billing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "watchNamespaces: [shop]\n"})
  void nothing_is_a_wildcard_and_nothing_is_about_secrets(String values) {
    List<PolicyRule> rules =
        Stream.concat(
                Chart.render(values).every(ClusterRole.class).stream()
                    .flatMap(role -> role.getRules().stream()),
                Chart.render(values).every(Role.class).stream()
                    .flatMap(role -> role.getRules().stream()))
            .toList();
    assertThat(Right.of(rules))
        .isNotEmpty()
        .allSatisfy(right -> assertThat(right.toString()).doesNotContain("*", "secrets"));
  }

  @Test
  void the_lease_is_the_one_that_the_operator_is_told() {
    Manifests installed = Chart.render("mine", "n", Chart.IMAGE);
    PolicyRule named = installed.only(Role.class).getRules().get(0);
    assertThat(installed.environment().get("PHASEROLLOUT_LEASE_NAME"))
        .contains(named.getResourceNames().get(0));
    assertThat(named.getVerbs()).doesNotContain("create");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "watchNamespaces: [shop]\n", "serviceAccount: {name: mine}\n"})
  void every_binding_is_to_the_account_of_the_operator(String values) {
    Manifests installed = Chart.render(values);
    ServiceAccount account = installed.only(ServiceAccount.class);
    Stream<Subject> subjects =
        Stream.concat(
            installed.every(RoleBinding.class).stream().flatMap(b -> b.getSubjects().stream()),
            installed.every(ClusterRoleBinding.class).stream()
                .flatMap(b -> b.getSubjects().stream()));

    assertThat(installed.pods().getSpec().getServiceAccountName())
        .isEqualTo(account.getMetadata().getName());
    assertThat(subjects)
        .isNotEmpty()
        .allSatisfy(
            subject -> {
              assertThat(subject.getKind()).isEqualTo("ServiceAccount");
              assertThat(subject.getName()).isEqualTo(account.getMetadata().getName());
              assertThat(subject.getNamespace()).isEqualTo(account.getMetadata().getNamespace());
            });
  }

  @Test
  void without_an_election_there_is_no_right_to_leases() {
    Manifests installed = Chart.render("leaderElection: {enabled: false}\n");
    assertThat(installed.every(Role.class)).isEmpty();
    assertThat(installed.environment()).doesNotContainKey("PHASEROLLOUT_LEASE_NAME");
  }

  @Test
  void rights_can_be_left_to_whoever_installs_it() {
    Manifests installed = Chart.render("rbac: {create: false, userRoles: false}\n");
    assertThat(installed.all()).noneMatch(object -> object.getKind().contains("Role"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          view  | phaserollout.dev phaserollouts get list watch | phaserollout.dev phaseapprovals get list watch
          edit  | phaserollout.dev phaserollouts get list watch create update patch delete | phaserollout.dev phaseapprovals get list watch
          admin | phaserollout.dev phaserollouts get list watch create update patch delete deletecollection abort retry rollback | phaserollout.dev phaseapprovals get list watch delete deletecollection
          """)
  void people_get_rollouts_with_the_roles_of_the_cluster_and_never_write_a_status_or_answer(
      String role, String rollouts, String answers) {
    ClusterRole found = Chart.render("").named(ClusterRole.class, "phaserollout-" + role);
    assertThat(found.getMetadata().getLabels())
        .containsEntry("rbac.authorization.k8s.io/aggregate-to-" + role, "true");
    assertThat(Right.of(found.getRules()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(rollouts, answers, "phaserollout.dev phaserollouts/status get")
                .flatMap(line -> Right.of(line).stream())
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          approver  | phaserollout.dev phaserollouts get list watch approve | phaserollout.dev phaseapprovals get list watch create
          commander | phaserollout.dev phaserollouts get list watch patch abort retry rollback |
          """)
  void to_answer_and_to_command_are_roles_that_are_bound_by_hand(
      String role, String rollouts, @Nullable String answers) {
    ClusterRole found =
        Chart.render("mine", "n", Chart.IMAGE).named(ClusterRole.class, "phaserollout-" + role);
    assertThat(found.getMetadata().getLabels().keySet())
        .noneMatch(label -> label.startsWith("rbac.authorization.k8s.io/aggregate-to-"));
    assertThat(Right.of(found.getRules()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Optional.of(rollouts), Optional.ofNullable(answers))
                .flatMap(Optional::stream)
                .flatMap(line -> Right.of(line).stream())
                .toList());
  }
}
