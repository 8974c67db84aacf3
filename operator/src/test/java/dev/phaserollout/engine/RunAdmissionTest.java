package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunAdmissionTest {
  private static final String SPEC = "phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]";

  @Test
  void the_first_decision_stores_the_revision_and_asks_for_preflight() {
    Story story =
        Story.of(SPEC).decide().state("Pending").condition("Accepted", "Unknown Preflight");
    String revision = story.status().run().revision();
    story.asks("store revision " + revision, "preflight " + revision);
    assertThat(revision).matches("checkout-[0-9a-f]{10}");
    assertThat(story.status().observedGeneration()).isEqualTo(1);
  }

  @Test
  void faults_of_the_spec_stall_the_rollout_and_are_all_listed() {
    Story story =
        Story.of(SPEC)
            .refusedBy(
                List.of(
                    Problem.of("spec.x", "1", "a word", "write one"),
                    Problem.of("spec.y", "", "a number", "write 2")));
    story.begin().state("Refused").asks().condition("Stalled", "True InvalidSpec");
    story.condition("Accepted", "False InvalidSpec").noCondition("Reconciling");
    story.says("spec.x: found '1', expected a word; write one");
    story.says("spec.y: found nothing, expected a number; write 2");
  }

  @Test
  void an_edit_mends_a_refused_spec_within_the_same_run() {
    Story story = Story.of(SPEC).refusedBy(List.of(Problem.of("spec.x", "1", "a", "b"))).begin();
    story.refusedBy(List.of()).edited(SPEC.replace("[x]", "[y]")).decide().decide();
    story.state("Running").asks("create step a/s #1");
    assertThat(story.status().run().number()).isEqualTo(1);
  }

  @Test
  void faults_of_the_surroundings_are_waited_out_and_never_stall() {
    Story story =
        Story.of(SPEC).surroundedBy(List.of(Problem.of("secret", "", "Secret a", "create it")));
    story.begin().state("Pending").condition("Accepted", "False NotReadyToStart");
    story.condition("Reconciling", "True NotReadyToStart").noCondition("Stalled");
    story.wakesAfter(Duration.ofSeconds(15)).surroundedBy(List.of());
    story.after(Duration.ofSeconds(15)).decide().state("Running");
  }

  @Test
  void an_operator_without_a_report_of_its_own_does_not_unsay_that_of_another() {
    Story story =
        Story.of(SPEC).surroundedBy(List.of(Problem.of("secret", "", "Secret a", "create it")));
    story.begin().says("waits for its surroundings").forgettingPreflight();
    story.says("waits for its surroundings").condition("Accepted", "False NotReadyToStart");
  }

  @Test
  void while_suspended_nothing_new_starts_and_what_runs_is_left_to_finish() {
    String two =
        "{suspend: %s, phases: [{name: a, steps: [{name: s, run: {command: [x]}}, {name: t, run: {command: [x]}}]}]}";
    Story story = Story.of(Specs.fill(two, "true")).begin().state("Suspended").asks();
    story.condition("Suspended", "True Suspended").condition("Reconciling", "True Suspended");
    story.edited(Specs.fill(two, "false")).asks("create step a/s #1").noCondition("Suspended");
    story.edited(Specs.fill(two, "true")).succeeds("a/s #1").step("s", "Succeeded").asks();
    story.edited(Specs.fill(two, "false")).asks("create step a/t #1");
    assertThat(story.status().run().number()).isEqualTo(1);
  }

  @Test
  void a_rollout_that_is_being_deleted_starts_nothing_and_judges_nothing() {
    Story story = Story.of(SPEC).begin();
    PhaseRolloutStatus before = story.status();
    story.rollout().getMetadata().setDeletionTimestamp("2026-03-02T09:00:00Z");
    story.fails("a/s #1", 1).asks();
    assertThat(story.status()).isEqualTo(before);
  }
}
