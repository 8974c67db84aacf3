package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseApproval;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the approver of an answer is proven, and why not otherwise. */
class AnswerProofTest {

  private static final AnswerPolicy EXPECTED = AnswerPolicy.shipped();
  private static final Instant MADE = Instant.parse("2026-03-01T09:00:00Z");
  private static final PolicyObject POLICY = new PolicyObject(EXPECTED.policy(), 1, MADE, false);
  private static final PolicyObject BINDING = new PolicyObject(EXPECTED.binding(), 1, MADE, false);
  private static final PhaseApproval LATER = Approvals.given("later", "2026-03-01T12:00:00Z");

  @Test
  void an_approver_is_proven_by_a_policy_in_force_that_is_older_than_the_answer() {
    assertThat(doubt(Optional.of(POLICY), Optional.of(BINDING), LATER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T08:59:59Z, false",
    "2026-03-01T09:00:00Z, false",
    "2026-03-01T09:00:09Z, false",
    "2026-03-01T09:00:10Z, true"
  })
  void a_policy_that_was_only_just_made_proves_nothing(String given, boolean proven) {
    PhaseApproval answer = Approvals.given("a", given);
    PolicyObject old =
        new PolicyObject(EXPECTED.policy(), 1, Instant.parse("2020-01-01T00:00:00Z"), false);

    assertThat(doubt(Optional.of(POLICY), Optional.of(BINDING), answer).isEmpty())
        .isEqualTo(proven);
    assertThat(doubt(Optional.of(old), Optional.of(BINDING), answer).isEmpty()).isEqualTo(proven);
  }

  @Test
  void without_policy_or_binding_nothing_is_proven() {
    assertThat(doubt(Optional.empty(), Optional.of(BINDING), LATER))
        .contains("there is no ValidatingAdmissionPolicy " + EXPECTED.name());
    assertThat(doubt(Optional.of(POLICY), Optional.empty(), LATER))
        .contains("there is no ValidatingAdmissionPolicyBinding " + EXPECTED.name());
  }

  @Test
  void a_policy_that_was_changed_proves_nothing_even_if_it_was_changed_back() {
    PolicyObject restored = new PolicyObject(EXPECTED.policy(), 3, MADE, false);
    PolicyObject rebound = new PolicyObject(EXPECTED.binding(), 3, MADE, false);

    assertThat(doubt(Optional.of(restored), Optional.of(BINDING), LATER).orElseThrow())
        .contains("was changed after it was made");
    assertThat(doubt(Optional.of(POLICY), Optional.of(rebound), LATER)).isPresent();
  }

  @Test
  void a_policy_that_lets_more_through_proves_nothing() {
    Map<String, Object> lenient = new HashMap<>(EXPECTED.policy());
    lenient.put("failurePolicy", "Ignore");
    Map<String, Object> exempt = new HashMap<>(EXPECTED.policy());
    exempt.put("matchConditions", List.of(Map.of("name", "a", "expression", "false")));
    Map<String, Object> warning = new HashMap<>(EXPECTED.binding());
    warning.put("validationActions", List.of("Warn"));
    Map<String, Object> elsewhere = new HashMap<>(EXPECTED.binding());
    elsewhere.put(
        "matchResources",
        Map.of("namespaceSelector", Map.of("matchLabels", Map.of("team", "other"))));

    assertThat(List.of(lenient, exempt))
        .allSatisfy(
            spec ->
                assertThat(doubt(changed(spec), Optional.of(BINDING), LATER).orElseThrow())
                    .contains("ValidatingAdmissionPolicy ", "says something else"));
    assertThat(List.of(warning, elsewhere))
        .allSatisfy(
            spec ->
                assertThat(doubt(Optional.of(POLICY), changed(spec), LATER).orElseThrow())
                    .contains("ValidatingAdmissionPolicyBinding ", "says something else"));
  }

  @Test
  void what_an_API_server_writes_out_for_what_is_absent_changes_nothing() {
    Map<String, Object> stored = new HashMap<>(EXPECTED.binding());
    stored.put("matchResources", Map.of());

    assertThat(doubt(Optional.of(POLICY), changed(stored), LATER)).isEmpty();
  }

  @Test
  void a_policy_on_its_way_out_proves_nothing() {
    PolicyObject leaving = new PolicyObject(EXPECTED.policy(), 1, MADE, true);

    assertThat(doubt(Optional.of(leaving), Optional.of(BINDING), LATER).orElseThrow())
        .contains("is being deleted");
  }

  @Test
  void an_answer_that_was_changed_proves_nothing() {
    PhaseApproval changed = Approvals.given("changed", "2026-03-01T12:00:00Z");
    changed.getMetadata().setGeneration(2L);

    assertThat(doubt(Optional.of(POLICY), Optional.of(BINDING), changed))
        .contains("the answer was changed after it was given");
  }

  private static Optional<PolicyObject> changed(Map<String, Object> spec) {
    return Optional.of(new PolicyObject(spec, 1, MADE, false));
  }

  private static Optional<String> doubt(
      Optional<PolicyObject> policy, Optional<PolicyObject> binding, PhaseApproval answer) {
    PolicyReading reading = new PolicyReading(MADE.plusSeconds(86_400), policy, binding);
    return AnswerProof.doubt(EXPECTED, reading, answer);
  }
}
