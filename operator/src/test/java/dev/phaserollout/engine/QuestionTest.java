package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.AnswerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuestionTest {

  private static final String APPROVAL =
      """
      phases:
      - {name: staging, steps: [{name: s, run: {command: [x]}, rollback: {run: {command: [y]}}}]}
      - {name: production, approval: {%s}, steps: [{name: d, run: {command: [x]}}]}
      """;

  private static Story approval(String rule) {
    return Story.of(Specs.fill(APPROVAL, rule)).begin().succeeds("staging/s #1");
  }

  private static final String MANUAL =
      "phases: [{name: a, steps: [{name: m, %s manual: {instructions: Push the button.}},"
          + " {name: s, run: {command: [x]}, inputs: [{env: V, default: d, from: {step: m, output: v}}]}]}]";

  @Test
  void a_phase_waits_until_enough_people_have_approved() {
    Story story = approval("required: 2, message: Read the report.");
    story.asks().state("AwaitingAnswer").askedOf("Approval production");
    story
        .condition("Ready", "False AwaitingAnswer")
        .condition("Reconciling", "True AwaitingAnswer");
    assertThat(story.question("production").text()).contains("2 people", "Read the report.");
    story.answers("production", "Approve", "alice").asks().state("AwaitingAnswer");
    assertThat(story.question("production").answers())
        .extracting(AnswerStatus::by)
        .containsExactly("alice");
    story.answers("production", "Approve", "alice").asks();
    story.answers("production", "Approve", "bob").asks("create step production/d #1").askedOf();
    story.noCondition("AwaitingAnswer").succeeds("production/d #1").state("Succeeded");
    assertThat(story.status().history().get(0).answers())
        .containsExactly(
            "production: Approve by alice (verified)", "production: Approve by bob (verified)");
  }

  @Test
  void one_rejection_ends_the_run_and_wins_over_approvals_seen_with_it() {
    Story story = approval("required: 1");
    Answer yes = story.answer("production", "Approve", "alice", true, Map.of());
    Answer no = story.answer("production", "Reject", "bob", true, Map.of());
    story.given(yes, no).state("Rejected").condition("Stalled", "True Rejected");
    story.says("phase production was rejected by bob").noCondition("RolledBack");
  }

  @Test
  void the_first_decision_of_a_person_counts() {
    Story story = approval("required: 2").answers("production", "Approve", "alice");
    story.answers("production", "Reject", "alice").state("AwaitingAnswer");
  }

  @Test
  void an_approval_expires_even_while_the_rollout_is_suspended() {
    Story story = approval("timeout: 1h").wakesAfter(Duration.ofHours(1));
    story.edited("{suspend: true, " + Specs.fill(FLOW, "timeout: 1h") + "}").state("Suspended");
    story.after(Duration.ofHours(1)).decide();
    assertThat(story.status().run().reason()).isEqualTo("ApprovalExpired");
  }

  private static final String FLOW =
      "phases: [{name: staging, steps: [{name: s, run: {command: [x]}, rollback: {run: {command: [y]}}}]},"
          + " {name: production, approval: {%s}, steps: [{name: d, run: {command: [x]}}]}]";

  @Test
  void an_unverified_answer_does_not_count_where_identity_must_be_known() {
    Story story = approval("requireVerifiedIdentity: true");
    story.answersUnverified("production", "Approve", "alice").asks().state("AwaitingAnswer");
    story.answers("production", "Approve", "bob").asks("create step production/d #1");
  }

  @Test
  void answers_that_name_another_run_rollout_or_digest_do_not_count() {
    Story story = approval("required: 1");
    Answer right = story.answer("production", "Approve", "alice", true, Map.of());
    story.given(
        with(right, "other-uid", right.run(), right.digest()),
        with(right, right.rolloutUid(), 7, right.digest()),
        with(right, right.rolloutUid(), right.run(), "sha256:other"));
    story.asks().state("AwaitingAnswer");
    assertThat(story.question("production").answers()).isEmpty();
  }

  private static Answer with(Answer a, String rolloutUid, int run, String digest) {
    return new Answer(
        a.uid() + run + rolloutUid,
        a.name(),
        rolloutUid,
        run,
        a.question(),
        digest,
        a.decision(),
        a.approver(),
        "",
        Map.of(),
        true,
        a.createdAt());
  }

  @Test
  void a_phase_whose_checkpoints_all_stand_asks_nobody() {
    Story story = approval("required: 1").answers("production", "Approve", "alice");
    story.succeeds("production/d #1").state("Succeeded").annotated("retry", "1");
    story.decide().decide().state("Succeeded").askedOf();
    assertThat(story.status().run().number()).isEqualTo(2);
  }

  @Test
  void a_question_of_the_next_run_is_another_one() {
    Story story = approval("required: 1");
    Answer old = story.answer("production", "Approve", "alice", true, Map.of());
    story.annotated("abort", "1").state("Aborted").annotated("retry", "1").decide().decide();
    story.askedOf("Approval production").given(old).asks();
  }

  @Test
  void a_manual_step_is_done_when_a_person_says_so_and_its_outputs_are_handed_on() {
    Story story = Story.of(Specs.fill(MANUAL, "outputs: [{name: v}],")).begin();
    story.askedOf("ManualStep a/m").step("m", "AwaitingAnswer");
    assertThat(story.question("a/m").text()).contains("Push the button.");
    story.answers("a/m", "Approve", "alice").asks().step("m", "AwaitingAnswer");
    story.answers("a/m", "Approve", "bob", Map.of("v", "7")).asks("create step a/s #1");
    assertThat(story.request("a/s #1").environment()).containsEntry("V", "7");
  }

  @Test
  void a_manual_step_that_is_rejected_or_late_fails() {
    Story.of(Specs.fill(MANUAL, "")).begin().answers("a/m", "Reject", "eve").state("Failed");
    Story late = Story.of(Specs.fill(MANUAL, "timeout: 1h,")).begin();
    late.after(Duration.ofMinutes(59)).state("AwaitingAnswer").after(Duration.ofMinutes(1));
    late.state("Failed").step("m", "TimedOut");
  }

  private static final String ASK =
      "{rollback: {onFailure: Ask}, phases: [{name: a, timeout: 1h, steps: ["
          + "{name: s, run: {command: [x]}, rollback: {run: {command: [y]}}},"
          + " {name: t, run: {command: [x]}}]}]}";

  @Test
  void a_failed_step_is_retried_passed_over_or_rolled_back_as_a_person_says() {
    Story retried = Story.of(ASK).begin().fails("a/s #1", 1).state("AwaitingAnswer");
    retried.askedOf("FailedStep a/s").answers("a/s", "Retry", "alice");
    retried.asks("create step a/s #2").fails("a/s #2", 1).askedOf("FailedStep a/s").asks();
    retried.answers("a/s", "Skip", "alice").asks("create step a/t #1");
    retried.succeeds("a/t #1").state("Succeeded").step("s", "Skipped");

    Story undone = Story.of(ASK).begin().fails("a/s #1", 1).answers("a/s", "Reject", "alice");
    undone.asks("create rollback a/s #1").succeeds("rollback a/s #1").state("RolledBack");
  }

  @Test
  void a_failure_that_is_not_of_a_step_asks_whether_to_undo_the_run() {
    Story story = Story.of(ASK).begin().succeeds("a/s #1").runs("a/t #1");
    story.after(Duration.ofHours(1)).asks("cancel step a/t #1").cancelled("a/t #1");
    story.askedOf("FailedRun run:rollback").state("AwaitingAnswer");
    Story declined = Story.of(ASK).begin().succeeds("a/s #1").runs("a/t #1");
    declined.after(Duration.ofHours(1)).cancelled("a/t #1");
    declined.answers("run:rollback", "Reject", "alice").state("Failed").noCondition("RolledBack");
    story.answers("run:rollback", "Approve", "alice").asks("create rollback a/s #1");
  }

  private static final String ONE =
      "phases: [{name: a, steps: [{name: s, run: {command: [x]}, outputs: [{name: v}]}]}]";

  private static Story lost() {
    return Story.of(ONE).begin().ends("a/s #1", new AttemptOutcome.Lost(Instant.EPOCH, "gone"));
  }

  @Test
  void a_lost_outcome_is_taken_as_done_retried_or_failed() {
    lost().askedOf("LostOutcome a/s").answers("a/s", "Retry", "al").asks("create step a/s #2");
    lost().answers("a/s", "Reject", "al").state("Failed").step("s", "Lost");
    lost().answers("a/s", "Approve", "al", Map.of("v", "1")).state("Succeeded");
    lost().answers("a/s", "Approve", "al").state("AwaitingAnswer");
  }

  @Test
  void a_pod_that_does_not_go_is_named_and_a_person_can_take_it_as_gone() {
    Story story = Story.of(ONE).begin().runs("a/s #1").annotated("abort", "1");
    story.wakesAfter(Duration.ofMinutes(2)).askedOf().after(Duration.ofMinutes(2));
    story.askedOf("StuckPod a/s:pod").state("AwaitingAnswer").asks("cancel step a/s #1");
    story.answers("a/s:pod", "Approve", "alice").state("Aborted").askedOf();
  }

  @Test
  void a_clock_that_jumps_back_takes_no_question_away() {
    Story story = Story.of(ONE).begin().runs("a/s #1").annotated("abort", "1");
    story.after(Duration.ofMinutes(2)).askedOf("StuckPod a/s:pod");
    story.after(Duration.ofMinutes(-1)).askedOf("StuckPod a/s:pod");
  }

  @Test
  void a_stuck_pod_that_goes_after_all_needs_no_answer() {
    Story story = Story.of(ONE).begin().runs("a/s #1").annotated("abort", "1");
    story.after(Duration.ofMinutes(2)).askedOf("StuckPod a/s:pod").cancelled("a/s #1");
    story.askedOf().state("Aborted");
  }

  @Test
  void the_command_is_an_answer_to_whether_a_run_is_to_be_undone() {
    Story story = Story.of(ASK).begin().succeeds("a/s #1").runs("a/t #1");
    story.after(Duration.ofHours(1)).cancelled("a/t #1").askedOf("FailedRun run:rollback");
    story.annotated("rollback", "1").asks("create rollback a/s #1").askedOf();
  }

  @Test
  void a_question_of_the_next_run_is_as_young_as_its_run() {
    Story story = approval("timeout: 1h").annotated("retry", "1").after(Duration.ofHours(1));
    assertThat(story.status().run().number()).isEqualTo(2);
    story.askedOf("Approval production").wakesAfter(Duration.ofHours(1));
  }

  @Test
  void a_manual_step_is_never_tried_again_by_a_job() {
    String retried = "{stepDefaults: {retry: {limit: 2}}, %s}";
    Story late = Story.of(Specs.fill(retried, Specs.fill(MANUAL, "timeout: 1h,"))).begin();
    late.after(Duration.ofHours(1)).asks().state("Failed").step("m", "TimedOut");

    String asked = "{rollback: {onFailure: Ask}, %s}";
    Story again = Story.of(Specs.fill(asked, Specs.fill(MANUAL, "timeout: 1h,"))).begin();
    again.after(Duration.ofHours(1)).askedOf("FailedStep a/m").answers("a/m", "Retry", "al");
    again.asks().askedOf("ManualStep a/m").wakesAfter(Duration.ofHours(1));
    again.answers("a/m", "Approve", "al").asks("create step a/s #1");
  }

  @Test
  void steps_that_people_let_try_again_share_the_places_of_their_phase() {
    Story story =
        Story.of(
                "{rollback: {onFailure: Ask}, phases: [{name: a, maxParallel: 1, steps: ["
                    + "{name: s, dependsOn: [], run: {command: [x]}},"
                    + " {name: t, dependsOn: [], run: {command: [x]}}]}]}")
            .begin();
    story.fails("a/s #1", 1).fails("a/t #1", 1).askedOf("FailedStep a/s", "FailedStep a/t");
    Answer one = story.answer("a/s", "Retry", "al", true, Map.of());
    story.given(one, story.answer("a/t", "Retry", "bo", true, Map.of()));
    story.asks("create step a/s #2").succeeds("a/s #2").asks("create step a/t #2");
  }

  @Test
  void abort_closes_every_question() {
    Story story = approval("required: 1").annotated("abort", "1").askedOf().state("Aborted");
    Story.of(ASK).begin().fails("a/s #1", 1).annotated("abort", "1").askedOf();
    story.step("s", "Succeeded");
    assertThat(List.of(story.status().run().result())).containsExactly("Aborted");
  }
}
