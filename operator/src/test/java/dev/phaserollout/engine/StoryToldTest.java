package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.telemetry.Happening;
import dev.phaserollout.telemetry.Happenings;
import dev.phaserollout.telemetry.QuestionHappening;
import dev.phaserollout.telemetry.RolloutHappening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What people are told when things go wrong and when they are asked: the events of stories that the
 * engine itself goes through.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoryToldTest {

  private static final String TWO =
      """
      {release: {version: v1}, %s phases: [
        {name: p, steps: [{name: base, run: {command: [x]}, rollback: {run: {command: [y]}}}]},
        {name: q, steps: [
          {name: look, run: {command: [x]}},
          {name: deploy, run: {command: [x]},
           rollback: {run: {command: [y]}, retry: {limit: 1, backoff: {duration: 10s}}}}]}]}
      """;

  private static Story story(String more) {
    return Story.of(Specs.fill(TWO, more)).begin().succeeds("p/base #1").succeeds("q/look #1");
  }

  private static Story failed() {
    return story("").fails("q/deploy #1", 1);
  }

  /** What the writes from that one on tell. */
  private static Stream<Happening> happenings(Story story, int from) {
    return story.writesFrom(from).stream()
        .flatMap(write -> Happenings.between(write.before(), write.after(), write.at()).stream());
  }

  /** Those of them that become events. */
  private static List<String> told(Story story, int from) {
    return happenings(story, from)
        .flatMap(found -> found.event().stream().map(event -> line(event.reason(), found)))
        .toList();
  }

  private static String line(String reason, Happening found) {
    return reason + ": " + found.text();
  }

  @Test
  void a_rollback_is_told_from_the_failure_to_what_is_undone() {
    Story story = story("");
    int from = story.writes();
    story.fails("q/deploy #1", 1).after(Duration.ofSeconds(3)).succeeds("rollback q/deploy #1");
    story.after(Duration.ofSeconds(2)).succeeds("rollback p/base #1");
    assertThat(told(story, from))
        .containsExactly(
            "StepFailed: q/deploy Failed in 0.0s: exit code 1 (NonZeroExit)",
            "RunEnding: run 1 will end as Failed, its last steps are under way: phase q, step"
                + " deploy: Failed, exit code 1 (StepFailed)",
            "RollbackBegan: rollback of run 1 begins because it failed: 2 steps to undo, newest"
                + " first; without rollback: look",
            "CompensationSucceeded: rollback q/deploy Succeeded in 3.0s",
            "CompensationSucceeded: rollback p/base Succeeded in 2.0s",
            "RolledBack: run 1 rolled back in 5.0s: 2 of 2 steps compensated; without rollback:"
                + " look",
            "RunFailed: run 1 Failed in 5.0s: phase q, step deploy: Failed, exit code 1 (StepFailed)");
  }

  @Test
  void a_compensation_that_fails_says_what_stands_and_how_to_go_on() {
    Story story = failed();
    int from = story.writes();
    story.fails("rollback q/deploy #1", 3).after(Duration.ofSeconds(10));
    story.fails("rollback q/deploy #2", 3).annotated("retry", "1");
    story.succeeds("rollback q/deploy #3").succeeds("rollback p/base #1");
    assertThat(told(story, from))
        .containsExactly(
            "CompensationRetrying: rollback q/deploy #1 failed, the next attempt follows at"
                + " 2026-03-02T09:00:10Z: exit code 3 (NonZeroExit)",
            "CompensationFailed: rollback q/deploy Failed after 2 attempts in 10.0s: exit code 3"
                + " (NonZeroExit)",
            "RollbackFailed: rollback of run 1 has failed: 0 of 2 steps compensated; failed: deploy;"
                + " standing undone: base, deploy; without rollback: look;"
                + " phaserollout.dev/retry goes on with it, phaserollout.dev/rerun gives it up",
            "RunFailed: run 1 Failed in 10.0s: phase q, step deploy: Failed, exit code 1 (StepFailed)",
            "CommandObeyed: command phaserollout.dev/retry=1 obeyed: goes on with the rollback of"
                + " run 1",
            "RollbackResumed: rollback of run 1 goes on: 0 of 2 steps compensated",
            "CompensationSucceeded: rollback q/deploy Succeeded after 3 attempts in 10.0s",
            "CompensationSucceeded: rollback p/base Succeeded in 0.0s",
            "RolledBack: run 1 rolled back in 10.0s: 2 of 2 steps compensated; without rollback:"
                + " look");
  }

  @Test
  void a_rollback_is_stopped_and_given_up_by_a_person() {
    Story story = failed().runs("rollback q/deploy #1");
    int from = story.writes();
    story.annotated("abort", "1").cancelled("rollback q/deploy #1").annotated("rerun", "1");
    assertThat(told(story, from))
        .startsWith(
            "CommandObeyed: command phaserollout.dev/abort=1 obeyed: stops the rollback of run 1",
            "CompensationStopping: rollback q/deploy #1 is being ended: stopped by annotation"
                + " phaserollout.dev/abort (Aborted)",
            "CompensationAborted: rollback q/deploy Aborted in 0.0s: stopped by annotation"
                + " phaserollout.dev/abort (Aborted)")
        .contains(
            "CommandObeyed: command phaserollout.dev/rerun=1 obeyed: gives up the rollback of run 1",
            "RollbackGivenUp: rollback of run 1 is given up; standing undone: base, deploy")
        .anyMatch(line -> line.startsWith("RollbackStopped: rollback of run 1 was stopped: 0 of 2"))
        .anyMatch(line -> line.startsWith("RunAccepted: run 2 accepted"));
  }

  @Test
  void a_run_that_was_over_is_rolled_back_by_hand_while_the_next_one_waits() {
    Story story = story("").succeeds("q/deploy #1").state("Succeeded");
    int from = story.writes();
    story.annotated("rollback", "1").edited(Specs.fill(TWO, "").replace("v1", "v2"));
    story.succeeds("rollback q/deploy #1").succeeds("rollback p/base #1");
    assertThat(story.status().run().number()).isEqualTo(2);
    assertThat(told(story, from))
        .startsWith(
            "CommandObeyed: command phaserollout.dev/rollback=1 obeyed",
            "RollbackBegan: rollback of run 1 begins, as annotation phaserollout.dev/rollback asks:"
                + " 2 steps to undo, newest first; without rollback: look",
            "CompensationSucceeded: rollback q/deploy Succeeded in 0.0s",
            "CompensationSucceeded: rollback p/base Succeeded in 0.0s",
            "RolledBack: run 1 rolled back in 0.0s: 2 of 2 steps compensated; without rollback:"
                + " look");
  }

  @Test
  void what_an_edit_has_cancelled_is_undone_before_the_next_run_and_told_of_the_old_one() {
    String restart = "onSpecChange: Restart,";
    Story story = story(restart).runs("q/deploy #1");
    int from = story.writes();
    String edited =
        Specs.fill(TWO, restart)
            .replace("name: deploy, run: {command: [x]", "name: deploy, run: {command: [z]");
    story.edited(edited).cancelled("q/deploy #1").succeeds("rollback q/deploy #1");
    assertThat(told(story, from))
        .contains(
            "RollbackBegan: rollback of run 1 begins, of what an edited spec has cancelled: 1 step"
                + " to undo, newest first",
            "CompensationSucceeded: rollback q/deploy Succeeded in 0.0s",
            "RolledBack: run 1 rolled back in 0.0s: 1 of 1 step compensated");
  }

  private static final String APPROVAL =
      "{phases: [{name: a, approval: {required: 2, timeout: 1h}, steps:"
          + " [{name: s, run: {command: [x]}}]}]}";

  @Test
  void an_approval_is_told_from_the_question_to_the_last_answer() {
    Story story = Story.of(APPROVAL);
    story.begin().after(Duration.ofMinutes(5)).answers("a", "Approve", "alice");
    story.answersUnverified("a", "Approve", "bob");
    assertThat(told(story, 0))
        .containsSequence(
            "QuestionRaised: Approval a waits for an answer until 2026-03-02T10:00:00Z: phase a"
                + " begins when 2 people have answered Approve; Reject ends the run",
            "QuestionAnswered: Approval a: Approve by alice (verified)",
            "QuestionAnswered: Approval a: Approve by bob (not verified)",
            "PhaseApproved: phase a approved by alice, bob after 5m0s");
  }

  @Test
  void a_rejection_says_who_and_ends_the_run() {
    Story story = Story.of(APPROVAL).begin();
    int from = story.writes();
    story.answers("a", "Reject", "eve");
    assertThat(told(story, from))
        .containsExactly(
            "QuestionAnswered: Approval a: Reject by eve (verified)",
            "RunRejected: run 1 Rejected in 0.0s: phase a was rejected by eve (Rejected)");
  }

  @Test
  void nobody_answers_in_time() {
    Story story = Story.of(APPROVAL).begin();
    int from = story.writes();
    story.after(Duration.ofHours(1));
    assertThat(told(story, from))
        .containsExactly(
            "QuestionExpired: Approval a has expired without a decision",
            "RunRejected: run 1 Rejected in 1h0m0s: nobody has approved phase a within 1h;"
                + " phaserollout.dev/retry asks again (ApprovalExpired)");
  }

  private static final String ASK =
      "{rollback: {onFailure: Ask}, phases: [{name: a, steps: ["
          + "{name: s, run: {command: [x]}, rollback: {run: {command: [y]}}}]}]}";

  @Test
  void a_failed_step_that_a_person_passes_over_ends_when_they_say_so() {
    Story story = Story.of(ASK).begin();
    int from = story.writes();
    story.fails("a/s #1", 1).after(Duration.ofMinutes(1)).answers("a/s", "Retry", "al");
    story.fails("a/s #2", 1).answers("a/s", "Skip", "al");
    assertThat(told(story, from))
        .startsWith(
            "QuestionRaised: FailedStep a/s waits for an answer: step s has failed (exit code 1):"
                + " Retry tries it again, Skip goes on without it, Reject ends the run and rolls it"
                + " back",
            "QuestionAnswered: FailedStep a/s: Retry by al (verified)")
        .containsSubsequence(
            "QuestionAnswered: FailedStep a/s: Skip by al (verified)",
            "StepPassedOver: a/s Skipped after 2 attempts in 1m0s: passed over by a person after"
                + " it had failed: exit code 1 (PassedOver)");
    assertThat(happenings(story, from).filter(found -> line("", found).contains("a/s #1 Failed")))
        .hasSize(1);
  }

  @Test
  void what_a_person_has_done_or_takes_as_done_is_no_success_of_a_job() {
    Story manual =
        Story.of("{phases: [{name: a, steps: [{name: m, manual: {instructions: Push.}}]}]}")
            .begin();
    manual.after(Duration.ofMinutes(2)).answers("a/m", "Approve", "al");
    assertThat(told(manual, 0))
        .contains("StepTakenAsDone: a/m is done, as a person says, after 2m0s");
    Story lost = Story.of("{phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]}").begin();
    int from = lost.writes();
    lost.ends("a/s #1", new AttemptOutcome.Lost(Instant.EPOCH, "gone"));
    lost.answers("a/s", "Approve", "al");
    assertThat(happenings(lost, from).map(Happening::text))
        .containsSubsequence(
            "a/s #1 Lost in 0.0s: gone (OutcomeLost)",
            "LostOutcome a/s: Approve by al (verified)",
            "LostOutcome a/s decided: Approve by al after 0.0s",
            "a/s is done, as a person says, after 0.0s");
  }

  @Test
  void a_question_that_is_gone_by_itself_needs_no_answer() {
    Story story = Story.of(APPROVAL).begin().annotated("abort", "1");
    assertThat(happenings(story, 0))
        .anyMatch(
            found ->
                found instanceof QuestionHappening.QuestionClosed
                    && found.text().equals("Approval a needs no answer any more"));
  }

  @Test
  void every_kind_about_rollbacks_and_questions_is_told_somewhere_in_these_stories() {
    Story halted = failed().runs("rollback q/deploy #1").annotated("abort", "1");
    halted.cancelled("rollback q/deploy #1").annotated("retry", "1");
    halted.fails("rollback q/deploy #2", 1).after(Duration.ofSeconds(10));
    halted.fails("rollback q/deploy #3", 1).annotated("rerun", "1");
    Story asked = Story.of(APPROVAL).begin().answers("a", "Approve", "al");
    asked.answers("a", "Approve", "bo").annotated("abort", "1");
    Story expired = Story.of(APPROVAL).begin().after(Duration.ofHours(1));
    Story closed = Story.of(APPROVAL).begin().annotated("abort", "1");
    List<String> kinds =
        Stream.of(halted, asked, expired, closed)
            .flatMap(story -> happenings(story, 0))
            .map(found -> found.getClass().getSimpleName())
            .distinct()
            .toList();
    assertThat(kinds)
        .contains("RollbackBegan", "RollbackResumed", "RollbackStopping", "RollbackEnded")
        .contains("RollbackGivenUp", "QuestionRaised", "QuestionAnswered", "QuestionDecided")
        .contains("QuestionExpired", "QuestionClosed");
  }

  /** The table in {@code docs/reference/commands.md} promises an event for each of its cells. */
  @ParameterizedTest
  @EnumSource(Situation.class)
  void a_command_is_told_as_obeyed_exactly_where_it_changes_something(Situation situation) {
    for (String command : List.of("retry", "rerun", "abort", "rollback")) {
      Story story = situation.story();
      int from = story.writes();
      List<String> asked = story.asked();
      Story after = situation.story().annotated(command, "1");
      List<RolloutHappening.CommandHandled> handled =
          happenings(after, from)
              .filter(RolloutHappening.CommandHandled.class::isInstance)
              .map(RolloutHappening.CommandHandled.class::cast)
              .toList();
      boolean changed =
          !after.asked().equals(asked)
              || !after.status().run().equals(story.status().run())
              || !after.status().phases().equals(story.status().phases())
              || !after.status().finallySteps().equals(story.status().finallySteps());
      assertThat(handled)
          .as(command + " where " + situation.title() + ", changed: " + changed)
          .hasSizeLessThanOrEqualTo(1)
          .allSatisfy(found -> assertThat(found.obeyed()).isEqualTo(changed))
          .allSatisfy(found -> assertThat(found.obeyed() || !found.meaning().isEmpty()).isTrue());
      assertThat(changed && handled.isEmpty()).as(command).isFalse();
    }
  }

  @Test
  void of_retry_and_rerun_at_once_one_is_refused() {
    Story story =
        Story.of("{phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]}").begin();
    story.annotated("rerun", "1").annotated("retry", "1");
    int from = story.writes();
    story.fails("a/s #1", 1);
    assertThat(told(story, from))
        .contains(
            "CommandObeyed: command phaserollout.dev/retry=1 obeyed",
            "CommandRefused: command phaserollout.dev/rerun=1 refused: retry of run 1 came with it"
                + " and wins");
  }

  @Test
  void a_token_that_is_used_a_second_time_is_echoed_and_refused_with_what_to_write() {
    Story story =
        Story.of("{phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]}").begin();
    story.fails("a/s #1", 1).annotated("retry", "1").fails("a/s #1", 1);
    int kept = story.writes();
    story.decide().decide();
    assertThat(told(story, kept)).isEmpty();
    story.annotated("retry", "2").fails("a/s #1", 1);
    int again = story.writes();
    story.annotated("retry", "1").decide().state("Failed");
    assertThat(story.status().lastHandled().retry()).isEqualTo("1");
    assertThat(story.status().run().number()).isEqualTo(3);
    assertThat(told(story, again))
        .containsExactly(
            "CommandRefused: command phaserollout.dev/retry=1 refused: it names run '1', expected"
                + " the run of now; annotate with \"3\" or, a second time in one run,"
                + " \"3/<anything>\"");
  }

  @Test
  void an_older_release_is_one_like_any_other_and_its_start_says_so() {
    Story story = Story.of(version("v1")).begin().succeeds("a/s #1").state("Succeeded");
    story.edited(version("v2")).decide().decide().succeeds("a/s #1").state("Succeeded");
    int from = story.writes();
    story.forgettingRevisions().edited(version("v1")).decide().decide();
    assertThat(told(story, from))
        .contains(
            "RunBegan: run 3 begins, after release v2, with release v1, which run 1 has released"
                + " before");
    assertThat(told(story, 0)).contains("RunBegan: run 1 begins", "RunBegan: run 2 begins");
  }

  private static String version(String version) {
    return "{release: {version: "
        + version
        + "}, phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]}";
  }

  @Test
  void an_attempt_of_a_compensation_names_its_own_span_and_not_that_of_the_step() {
    Story story = failed();
    Map<String, String> step = story.request("q/deploy #1").environment();
    Map<String, String> undo = story.request("rollback q/deploy #1").environment();
    assertThat(undo.get("TRACEPARENT"))
        .isNotEqualTo(step.get("TRACEPARENT"))
        .startsWith(step.get("TRACEPARENT").substring(0, "00-".length() + 32));
  }
}
