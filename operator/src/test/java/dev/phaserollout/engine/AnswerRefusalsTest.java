package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.AnswerRefusal.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Answers that came to nothing, told as stories: who is told, and what. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnswerRefusalsTest {

  private static final String APPROVAL =
      "phases: [{name: a, approval: {%s}, steps: [{name: s, run: {command: [x]}}]}]";

  private static final String MANUAL =
      "phases: [{name: a, steps: [{name: m, outputs: [{name: v}],"
          + " manual: {instructions: Push the button.}}, {name: s, run: {command: [x]}}]}]";

  private static Story approval(String rule) {
    return Story.of(Specs.fill(APPROVAL, rule)).begin().askedOf("Approval a");
  }

  private static List<AnswerRefusal> refused(Story story, Answer... answers) {
    return AnswerRefusals.of(story.given(answers).rollout(), List.of(answers));
  }

  private static void refused(Story story, Cause cause, String why, Answer answer) {
    assertThat(refused(story, answer))
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.cause()).isEqualTo(cause);
              assertThat(refusal.why()).startsWith(why);
              assertThat(refusal.answer()).isEqualTo(answer);
            });
  }

  private static Answer approve(Story story, String person) {
    return story.answer("a", "Approve", person, true, Map.of());
  }

  /** The answer with something else in it; its uid stays. */
  private static Answer but(Answer a, String rolloutUid, int run, String question, String digest) {
    return new Answer(
        a.uid(),
        a.name(),
        rolloutUid,
        run,
        question,
        digest,
        a.decision(),
        a.approver(),
        a.comment(),
        a.outputs(),
        a.verified(),
        a.createdAt());
  }

  @Test
  void an_answer_that_is_counted_is_not_refused_then_or_later() {
    Story story = approval("required: 2");
    Answer alice = approve(story, "alice");
    assertThat(refused(story, alice)).isEmpty();
    Answer bob = approve(story, "bob");
    assertThat(refused(story, alice, bob)).isEmpty();
    story.askedOf().succeeds("a/s #1").state("Succeeded");
    assertThat(AnswerRefusals.of(story.rollout(), List.of(alice, bob))).isEmpty();
  }

  @Test
  void an_answer_to_a_rollout_of_the_same_name_that_is_gone_names_both() {
    Story story = approval("required: 1");
    Answer right = approve(story, "alice");
    Answer old = but(right, "gone", 1, "a", right.digest());
    refused(
        story,
        Cause.OTHER_ROLLOUT,
        "it names the rollout with uid gone, expected 11111111-2222-3333-4444-555555555555",
        old);
  }

  @Test
  void what_was_answered_before_the_rollout_was_there_is_no_news() {
    Story story = approval("required: 1");
    Answer right = approve(story, "alice");
    story.rollout().getMetadata().setCreationTimestamp("2026-03-02T10:00:00Z");
    assertThat(right.createdAt()).isBefore(Instant.parse("2026-03-02T10:00:00Z"));
    assertThat(refused(story, but(right, "gone", 1, "a", right.digest()))).isEmpty();
  }

  @Test
  void an_answer_to_a_run_that_has_not_come_is_refused() {
    Story story = approval("required: 1");
    Answer right = approve(story, "alice");
    refused(
        story,
        Cause.OTHER_RUN,
        "it names run 2, which has not come yet, expected run 1",
        but(right, right.rolloutUid(), 2, "a", right.digest()));
  }

  @Test
  void an_answer_to_an_earlier_run_is_refused_only_when_it_came_after_its_end() {
    Story story = approval("required: 2");
    Answer inTime = approve(story, "alice");
    story.given(inTime).after(Duration.ofMinutes(1)).annotated("abort", "1").state("Aborted");
    story.after(Duration.ofMinutes(1)).annotated("retry", "1").decide().decide();
    story.askedOf("Approval a");
    assertThat(story.status().run().number()).isEqualTo(2);
    Answer late = but(approve(story, "bob"), inTime.rolloutUid(), 1, "a", inTime.digest());
    assertThat(refused(story, inTime, late))
        .extracting(refusal -> refusal.answer().approver() + ": " + refusal.why())
        .containsExactly(
            "bob: it names run 1, which is over, expected run 2; copy run, question and digest from"
                + " what status.questions asks now");
  }

  @Test
  void a_question_that_nobody_asks_is_named_with_those_that_are_open() {
    Story story = approval("required: 1");
    Answer right = approve(story, "alice");
    refused(
        story,
        Cause.NOT_ASKED,
        "run 1 does not ask 'production' now; asked now: a",
        but(right, right.rolloutUid(), 1, "production", right.digest()));
  }

  @Test
  void an_answer_after_the_decision_hears_who_has_decided() {
    Story story = approval("required: 1");
    Answer late = approve(story, "bob");
    story.given(approve(story, "alice")).askedOf();
    refused(
        story,
        Cause.NOT_ASKED,
        "it comes after the decision: a: Approve by alice (verified); nothing is asked now",
        late);
  }

  @Test
  void a_digest_of_something_else_is_refused() {
    Story story = approval("required: 1");
    Answer right = approve(story, "alice");
    refused(
        story,
        Cause.OTHER_DIGEST,
        "it names digest sha256:other, expected sha256:",
        but(right, right.rolloutUid(), 1, "a", "sha256:other"));
  }

  @Test
  void a_decision_that_is_no_choice_names_the_choices() {
    Story story = approval("required: 1");
    refused(
        story,
        Cause.NO_CHOICE,
        "decision Skip is none that it takes, expected one of Approve, Reject",
        story.answer("a", "Skip", "alice", true, Map.of()));
  }

  @Test
  void an_unverified_answer_is_refused_where_identity_must_be_known() {
    Story story = approval("requireVerifiedIdentity: true");
    refused(
        story,
        Cause.NOT_VERIFIED,
        "the identity of its author is not verified, and requireVerifiedIdentity is true",
        story.answer("a", "Approve", "alice", false, Map.of()));
    assertThat(refused(story, approve(story, "bob"))).isEmpty();
  }

  @Test
  void an_approval_without_a_declared_output_names_the_output() {
    Story story = Story.of(MANUAL).begin().askedOf("ManualStep a/m");
    refused(
        story,
        Cause.MISSING_OUTPUT,
        "it brings no output 'v', which the step declares",
        story.answer("a/m", "Approve", "alice", true, Map.of()));
    assertThat(refused(story, story.answer("a/m", "Approve", "alice", true, Map.of("v", "1"))))
        .isEmpty();
  }

  @Test
  void of_two_decisions_of_a_person_the_second_is_refused_also_when_both_come_together() {
    Story story = approval("required: 2");
    Answer first = approve(story, "alice");
    Answer second = story.given(first).answer("a", "Reject", "alice", true, Map.of());
    refused(story, Cause.SECOND_DECISION, "alice has decided before (Approve)", second);
    Story together = approval("required: 2");
    Answer yes = approve(together, "alice");
    Answer no = together.answer("a", "Reject", "alice", true, Map.of());
    Answer later = renamed(no, "z");
    assertThat(refused(together, yes, later))
        .extracting(AnswerRefusal::answer)
        .containsExactly(later);
  }

  private static Answer renamed(Answer a, String name) {
    return new Answer(
        name,
        name,
        a.rolloutUid(),
        a.run(),
        a.question(),
        a.digest(),
        a.decision(),
        a.approver(),
        a.comment(),
        a.outputs(),
        a.verified(),
        a.createdAt());
  }

  @Test
  void what_the_engine_counts_and_what_is_refused_are_the_two_halves_of_the_answers() {
    Story story = approval("required: 3, requireVerifiedIdentity: true");
    List<Answer> answers =
        List.of(
            approve(story, "alice"),
            story.answer("a", "Approve", "bob", false, Map.of()),
            story.answer("a", "Retry", "carol", true, Map.of()));
    story.given(answers.toArray(Answer[]::new));
    assertThat(story.question("a").answers()).extracting("by").containsExactly("alice");
    assertThat(AnswerRefusals.of(story.rollout(), answers))
        .extracting(refusal -> refusal.answer().approver())
        .containsExactly("bob", "carol");
  }
}
