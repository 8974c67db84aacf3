package dev.phaserollout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.controller.AnswerPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart has the API server refuse. */
class ChartPoliciesTest {

  private static final AnswerPolicy EXPECTED = AnswerPolicy.shipped();

  @ParameterizedTest
  @ValueSource(strings = {"", "watchNamespaces: [shop]\n", "fullnameOverride: mine\n"})
  void the_operator_looks_for_what_the_chart_installs(String values) {
    Manifests installed = Chart.render("any", "n", Chart.IMAGE + values);
    AnswerPolicy found =
        new AnswerPolicy(
            EXPECTED.name(),
            spec(installed.named(ValidatingAdmissionPolicy.class, EXPECTED.name())),
            spec(installed.named(ValidatingAdmissionPolicyBinding.class, EXPECTED.name())));

    assertThat(found).isEqualTo(EXPECTED);
  }

  @Test
  void the_operator_may_read_the_policy_that_it_looks_for() {
    assertThat(Chart.render("").named(ClusterRole.class, "phaserollout-policies").getRules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.getResourceNames()).containsExactly(EXPECTED.name()));
  }

  @Test
  void every_policy_refuses_what_it_cannot_judge_and_is_in_force_everywhere() {
    Manifests installed = Chart.render("");

    assertThat(installed.every(ValidatingAdmissionPolicy.class))
        .hasSize(2)
        .allSatisfy(policy -> assertThat(policy.getSpec().getFailurePolicy()).isEqualTo("Fail"));
    assertThat(installed.every(ValidatingAdmissionPolicyBinding.class))
        .extracting(binding -> spec(binding))
        .containsExactlyInAnyOrderElementsOf(
            installed.every(ValidatingAdmissionPolicy.class).stream()
                .map(policy -> policy.getMetadata().getName())
                .map(name -> denying(name))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"approvals", "commands"})
  void each_policy_can_be_left_to_another_release(String policy) {
    Manifests installed = Chart.render("policies: {" + policy + ": false}\n");

    assertThat(installed.every(ValidatingAdmissionPolicy.class))
        .singleElement()
        .satisfies(
            other ->
                assertThat(other.getMetadata().getName())
                    .doesNotStartWith("phaserollout-" + policy));
    assertThat(installed.every(ValidatingAdmissionPolicyBinding.class)).hasSize(1);
  }

  @Test
  void a_command_names_the_role_that_the_chart_brings() {
    Manifests installed = Chart.render("");
    List<String> roles =
        installed.every(ClusterRole.class).stream()
            .map(role -> "--clusterrole=" + role.getMetadata().getName())
            .toList();

    assertThat(installed.every(ValidatingAdmissionPolicy.class))
        .allSatisfy(
            policy ->
                assertThat(Serialization.asYaml(policy))
                    .containsAnyOf(roles.toArray(String[]::new)));
  }

  private static Map<String, Object> denying(String policy) {
    return Map.of("policyName", policy, "validationActions", List.of("Deny"));
  }

  @SuppressWarnings("unchecked") // the fields of an object have names
  private static Map<String, Object> spec(HasMetadata object) {
    return (Map<String, Object>)
        Serialization.unmarshal(Serialization.asYaml(object), Map.class).get("spec");
  }
}
