package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanNamesTest {
  private static Attempt attempt(String step, int number, Role role) {
    return new Attempt("uid", 1, "staging", step, role, "sha256:a", number);
  }

  @Test
  void a_job_is_named_after_rollout_step_and_attempt() {
    assertThat(PlanNames.job("checkout", attempt("migrate", 2, Role.STEP)))
        .matches("checkout-migrate-[0-9a-f]{10}-2");
  }

  @Test
  void the_longest_names_still_fit_a_label_value() {
    String job = PlanNames.job("r".repeat(40), attempt("s-".repeat(20) + "x", 999, Role.STEP));
    assertThat(job).hasSizeLessThanOrEqualTo(63).doesNotContain("--");
  }

  @Test
  void role_and_digest_keep_jobs_apart() {
    Attempt step = attempt("migrate", 1, Role.STEP);
    assertThat(PlanNames.job("c", step))
        .isNotEqualTo(PlanNames.job("c", attempt("migrate", 1, Role.ROLLBACK)))
        .isNotEqualTo(
            PlanNames.job(
                "c", new Attempt("uid", 1, "staging", "migrate", Role.STEP, "sha256:b", 1)));
  }

  @Test
  void the_idempotency_key_is_the_same_for_every_attempt() {
    assertThat(PlanNames.idempotencyKey(attempt("migrate", 1, Role.STEP)))
        .isEqualTo(PlanNames.idempotencyKey(attempt("migrate", 2, Role.STEP)));
  }

  @Test
  void names_of_a_run_follow_from_rollout_and_number() {
    assertThat(PlanNames.runUid("uid", 1))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}")
        .isNotEqualTo(PlanNames.runUid("uid", 2));
    assertThat(PlanNames.traceparent("uid", 1)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
  }

  @Test
  void only_what_changes_a_run_changes_its_revision() {
    String spec = "{description: %s, phases: [{name: a, description: %s, timeout: %s, steps: []}]}";
    String base = PlanNames.revision("c", Specs.read(Specs.fill(spec, "d", "e", "1m")));
    assertThat(PlanNames.revision("c", Specs.read(Specs.fill(spec, "x", "y", "1m"))))
        .isEqualTo(base);
    assertThat(PlanNames.revision("c", Specs.read(Specs.fill(spec, "d", "e", "2m"))))
        .isNotEqualTo(base);
  }

  @Test
  void an_empty_dependsOn_is_another_revision_than_none() {
    String spec = "{phases: [{name: a, steps: [{name: s, %s run: {command: [x]}}]}]}";
    assertThat(PlanNames.revision("c", Specs.read(Specs.fill(spec, "dependsOn: [],"))))
        .isNotEqualTo(PlanNames.revision("c", Specs.read(Specs.fill(spec, ""))));
  }

  @Test
  void words_about_steps_and_outputs_are_not_part_of_a_revision() {
    String spec =
        "{phases: [{name: a, steps: [{name: s, description: %s, run: {command: [x]}, outputs: [{name: o, description: %s}]}]}],"
            + " finally: [{name: f, description: %s, run: {command: [x]}}]}";
    assertThat(PlanNames.revision("c", Specs.read(Specs.fill(spec, "a", "b", "c"))))
        .isEqualTo(PlanNames.revision("c", Specs.read(Specs.fill(spec, "x", "y", "z"))));
  }
}
