package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RollbackTest {

  /** Two phases; in the second one b waits for a1 and a2, which run side by side. */
  private static final String SPEC =
      """
      {
        stepDefaults: {image: app:1, env: [{name: STAGE, value: prod}]},
        phases: [
          {name: p, steps: [
            {name: base, run: {command: [up]}, outputs: [{name: id}], rollback: {run: {command: [down]}}}]},
          {name: q, steps: [
            {name: a1, dependsOn: [], run: {command: [up]}, rollback: {run: {command: [down]}}},
            {name: a2, dependsOn: [], run: {command: [up]}, rollback: {run: {command: [down]}}},
            {name: look, dependsOn: [a1], run: {command: [look]}},
            {name: b, dependsOn: [a2, look], run: {command: [up]},
             rollback: {run: {command: [down]}, retry: {limit: 1, backoff: {duration: 1s}}}}]}],
        %s}
      """;

  private static Story story() {
    return story("");
  }

  private static Story story(String more) {
    return Story.of(Specs.fill(SPEC, more))
        .begin()
        .succeeds("p/base #1", "{\"id\":\"42\"}")
        .succeeds("q/a1 #1")
        .succeeds("q/a2 #1")
        .succeeds("q/look #1");
  }

  private static Story failed() {
    return story().fails("q/b #1", 1);
  }

  @Test
  void what_is_done_is_undone_newest_first_in_the_reverse_order_of_the_graph() {
    Story story = failed().state("RollingBack").asks("create rollback q/b #1");
    story.condition("RolledBack", "False RollingBack").condition("Ready", "False RollingBack");
    story.condition("Reconciling", "True RollingBack").noCondition("Stalled");
    story.succeeds("rollback q/b #1");
    story.asks("create rollback q/a2 #1", "create rollback q/a1 #1");
    story.succeeds("rollback q/a1 #1").asks("create rollback q/a2 #1");
    story.succeeds("rollback q/a2 #1").asks("create rollback p/base #1");
    story.succeeds("rollback p/base #1").asks();
    story.state("RolledBack").condition("RolledBack", "True Compensated");
    story.condition("Stalled", "True StepFailed").noCondition("Reconciling");
    story.says("rolled back: 4 of 4 steps compensated; without rollback: look");
    assertThat(story.status().history().get(0).rollback()).contains("4 of 4");
    assertThat(story.status().run().result()).isEqualTo("Failed");
  }

  @Test
  void a_compensation_knows_the_outputs_of_its_step_and_inherits_its_surroundings() {
    Story story = failed();
    for (String step : List.of("q/b", "q/a1", "q/a2")) {
      story.succeeds("rollback " + step + " #1");
    }
    JobRequest request = story.request("rollback p/base #1");
    assertThat(request.environment())
        .containsEntry("OUTPUT_ID", "42")
        .containsEntry("PHASEROLLOUT_RESULT", "Failed");
    assertThat(request.container().image()).isEqualTo("app:1");
    assertThat(request.container().command()).containsExactly("down");
    assertThat(request.container().env()).extracting("name").containsExactly("STAGE");
    assertThat(request.name()).isNotEqualTo(story.request("p/base #1").name());
  }

  @Test
  void running_steps_are_cancelled_first_and_undone_too() {
    Story story =
        Story.of(Specs.fill(SPEC, ""))
            .begin()
            .succeeds("p/base #1", "{\"id\":\"1\"}")
            .runs("q/a2 #1")
            .fails("q/a1 #1", 1);
    story.asks("cancel step q/a2 #1").cancelled("q/a2 #1");
    story.asks("create rollback q/a2 #1", "create rollback q/a1 #1");
  }

  @Test
  void a_step_that_could_not_be_run_has_nothing_to_undo() {
    Story story =
        story().ends("q/b #1", new AttemptOutcome.Error(java.time.Instant.EPOCH, "NoImage", "?"));
    story.asks("create rollback q/a2 #1", "create rollback q/a1 #1");
  }

  @Test
  void a_step_that_started_when_it_was_given_up_for_not_starting_is_undone_too() {
    Story seen = story().after(Duration.ofMinutes(6)).vanished("q/b #1");
    seen.asks("cancel step q/b #1").runs("q/b #1").asks("cancel step q/b #1");
    seen.cancelled("q/b #1").step("b", "TimedOut").asks("create rollback q/b #1");

    Story unseen = story().after(Duration.ofMinutes(6)).vanished("q/b #1");
    unseen.fails("q/b #1", 1).step("b", "TimedOut").asks("create rollback q/b #1");
  }

  @Test
  void an_attempt_that_could_not_be_run_does_not_unsay_those_before_it() {
    String ask = "rollback: {onFailure: Ask}";
    Story story = story(ask).fails("q/b #1", 1).answers("q/b", "Retry", "al");
    story.ends("q/b #2", new AttemptOutcome.Error(java.time.Instant.EPOCH, "NoImage", "?"));
    story.answers("q/b", "Reject", "al").asks("create rollback q/b #1");
  }

  @Test
  void a_rollback_that_was_asked_for_while_steps_were_ended_needs_no_answer() {
    Story story =
        Story.of(
                """
                {rollback: {onFailure: Ask}, phases: [{name: p, steps: [
                  {name: a, run: {command: [x]}, dependsOn: []},
                  {name: b, run: {command: [x]}, dependsOn: [], rollback: {run: {command: [y]}}}]}]}
                """)
            .begin();
    story.runs("p/b #1").fails("p/a #1", 1).answers("p/a", "Reject", "al");
    story.annotated("rollback", "1").asks("cancel step p/b #1").cancelled("p/b #1");
    story.askedOf().asks("create rollback p/b #1");
    assertThat(story.status().lastHandled().rollback()).isEqualTo("1");
  }

  @Test
  void a_compensation_has_attempts_of_its_own() {
    Story story = failed().fails("rollback q/b #1", 1).asks();
    story.after(Duration.ofSeconds(1)).asks("create rollback q/b #2");
    story.succeeds("rollback q/b #2");
    story.asks("create rollback q/a2 #1", "create rollback q/a1 #1");
  }

  @Test
  void a_compensation_that_fails_stops_the_rollback_and_retry_goes_on_from_there() {
    Story story = failed().succeeds("rollback q/b #1").fails("rollback q/a1 #1", 3);
    story.asks("create rollback q/a2 #1").succeeds("rollback q/a2 #1").asks();
    story.state("RollbackFailed").condition("RolledBack", "False CompensationFailed");
    story.condition("Stalled", "True CompensationFailed");
    story.says("2 of 4 steps compensated; failed: a1; standing undone: base, a1");
    story.annotated("retry", "1").asks("create rollback q/a1 #2").state("RollingBack");
    assertThat(story.status().run().number()).isEqualTo(1);
    story.succeeds("rollback q/a1 #2").succeeds("rollback p/base #1").state("RolledBack");
    assertThat(story.status().history()).hasSize(1);
    assertThat(story.status().history().get(0).rollback()).contains("4 of 4");
  }

  @Test
  void no_run_begins_while_a_rollback_stands_unless_a_person_gives_it_up() {
    Story story = failed().fails("rollback q/b #1", 1).after(Duration.ofSeconds(1));
    story.fails("rollback q/b #2", 1).state("RollbackFailed");
    story.edited(Specs.fill(SPEC, "release: {version: v2}")).state("RollbackFailed").asks();
    story.annotated("rerun", "1").decide().decide().state("Running");
    assertThat(story.status().run().number()).isEqualTo(2);
  }

  @Test
  void suspension_holds_a_rollback_and_lets_what_runs_end() {
    Story story = failed().edited(Specs.fill(SPEC, "suspend: true"));
    story.succeeds("rollback q/b #1").asks().state("Suspended");
    story.edited(Specs.fill(SPEC, ""));
    story.asks("create rollback q/a2 #1", "create rollback q/a1 #1");
  }

  @Test
  void a_rollback_that_is_gone_on_with_waits_while_the_rollout_is_suspended() {
    Story story = failed().runs("rollback q/b #1").annotated("abort", "1");
    story.cancelled("rollback q/b #1").state("RollbackFailed");
    story.edited(Specs.fill(SPEC, "suspend: true")).annotated("retry", "1").asks();
    story.state("Suspended").edited(Specs.fill(SPEC, "")).asks("create rollback q/b #2");
  }

  @Test
  void a_rollback_asked_for_while_one_is_about_to_begin_is_that_one() {
    Story story =
        Story.of(Specs.fill(SPEC, ""))
            .begin()
            .succeeds("p/base #1", "{\"id\":\"1\"}")
            .runs("q/a2 #1")
            .fails("q/a1 #1", 1)
            .annotated("rollback", "1");
    assertThat(story.status().lastHandled()).isNull();
    story.cancelled("q/a2 #1").asks("create rollback q/a2 #1", "create rollback q/a1 #1");
    assertThat(story.status().lastHandled().rollback()).isEqualTo("1");
  }

  @Test
  void abort_stops_a_rollback_and_says_what_stands() {
    Story story = failed().runs("rollback q/b #1").annotated("abort", "1");
    story.asks("cancel rollback q/b #1").cancelled("rollback q/b #1");
    story.state("RollbackFailed").condition("RolledBack", "False RollbackStopped");
    story.says("standing undone: base, a1, a2, b");
    story.annotated("retry", "1").asks("create rollback q/b #2");
  }

  @Test
  void a_run_that_succeeded_is_rolled_back_by_hand_from_its_own_revision() {
    Story story = story().succeeds("q/b #1").state("Succeeded");
    story.annotated("rollback", "1").asks("create rollback q/b #1").state("RollingBack");
    story.edited(Specs.fill(SPEC, "release: {version: v2}")).asks("create rollback q/b #1");
    for (String step : List.of("q/b", "q/a1", "q/a2")) {
      story.succeeds("rollback " + step + " #1");
    }
    story.succeeds("rollback p/base #1");
    assertThat(story.status().history().get(0).result()).isEqualTo("RolledBack");
    assertThat(story.status().run().number()).isEqualTo(2);
  }

  @Test
  void a_run_under_way_is_ended_and_undone_by_the_command() {
    Story story = story().runs("q/b #1").annotated("rollback", "1").asks("cancel step q/b #1");
    story.cancelled("q/b #1").asks("create rollback q/b #1");
    assertThat(story.status().run().result()).isEqualTo("Aborted");
  }

  @Test
  void after_a_rollback_nothing_stands_that_was_undone_or_came_after_it() {
    Story story = failed();
    for (String step : List.of("q/b", "q/a1", "q/a2")) {
      story.succeeds("rollback " + step + " #1");
    }
    story.succeeds("rollback p/base #1").annotated("retry", "1").decide().decide();
    story.asks("create step p/base #1").succeeds("p/base #1", "{\"id\":\"43\"}");
    story.asks("create step q/a1 #1", "create step q/a2 #1").succeeds("q/a1 #1");
    story.asks("create step q/a2 #1", "create step q/look #1");
  }

  @Test
  void a_later_run_undoes_what_an_earlier_one_has_left() {
    String none = "rollback: {onFailure: None}";
    Story story = story(none).fails("q/b #1", 1).state("Failed").noCondition("RolledBack");
    story.edited(
        Specs.fill(SPEC, "")
            .replace("name: base, run: {command: [up]}", "name: base, run: {command: [up2]}"));
    story.decide().decide().asks("create step p/base #1").fails("p/base #1", 1);
    story.asks("create rollback q/b #1").succeeds("rollback q/b #1");
    story.asks("create rollback q/a2 #1", "create rollback q/a1 #1");
  }

  @Test
  void what_people_passed_over_in_an_earlier_run_is_undone_too() {
    Story story =
        Story.of(
                """
                rollback: {onFailure: Ask}
                phases:
                - name: a
                  steps:
                  - {name: r, reuse: Never, run: {command: [x]}}
                  - {name: s, run: {command: [up]}, rollback: {run: {command: [down]}}}
                  - {name: t, run: {command: [x]}}
                """)
            .begin();
    story.succeeds("a/r #1").fails("a/s #1", 1).answers("a/s", "Skip", "al").runs("a/t #1");
    story.annotated("abort", "1").cancelled("a/t #1").annotated("retry", "1").decide();
    story.fails("a/r #1", 1).answers("a/r", "Reject", "al").asks("create rollback a/s #1");
  }

  @Test
  void what_an_earlier_run_had_succeeded_with_is_not_undone() {
    Story story = story().succeeds("q/b #1").state("Succeeded");
    story.edited(
        Specs.fill(SPEC, "")
            .replace(
                "name: b, dependsOn: [a2, look], run: {command: [up]}",
                "name: b, dependsOn: [a2, look], run: {command: [up2]}"));
    story.decide().decide().asks("create step q/b #1").fails("q/b #1", 1);
    story.asks("create rollback q/b #1").succeeds("rollback q/b #1").state("RolledBack");
    story.says("1 of 1 step compensated");
  }

  @Test
  void the_scope_of_a_phase_leaves_earlier_phases_alone() {
    Story story = story("rollback: {scope: Phase}").fails("q/b #1", 1);
    story.succeeds("rollback q/b #1").succeeds("rollback q/a1 #1").succeeds("rollback q/a2 #1");
    story.asks().state("RolledBack").says("3 of 3 steps compensated");
  }

  @Test
  void finally_steps_run_after_the_rollback_and_a_failed_one_rolls_nothing_back() {
    String notify = "finally: [{name: notify, run: {command: [x]}}]";
    Story story = story(notify).fails("q/b #1", 1).asks("create rollback q/b #1");
    for (String step : List.of("q/b", "q/a1", "q/a2")) {
      story.succeeds("rollback " + step + " #1");
    }
    story.succeeds("rollback p/base #1").asks("create step finally/notify #1");
    story.succeeds("finally/notify #1").state("RolledBack");
    Story fine = story(notify).succeeds("q/b #1").fails("finally/notify #1", 1);
    fine.state("Failed").noCondition("RolledBack");
  }

  @Test
  void a_rollback_that_has_stopped_is_gone_on_with_after_the_finally_steps() {
    String notify = "finally: [{name: notify, run: {command: [x]}}]";
    Story story = story(notify).fails("q/b #1", 1).fails("rollback q/b #1", 1);
    story.after(Duration.ofSeconds(1)).fails("rollback q/b #2", 1);
    story.asks("create step finally/notify #1").annotated("rollback", "1");
    story.asks("create step finally/notify #1").succeeds("finally/notify #1");
    story.asks("create rollback q/b #3").state("RollingBack");
  }

  @Test
  void a_restart_undoes_only_what_it_has_cancelled() {
    String restart = "onSpecChange: Restart";
    Story story = story(restart).runs("q/b #1");
    story.edited(
        Specs.fill(SPEC, restart)
            .replace(
                "name: b, dependsOn: [a2, look], run: {command: [up]}",
                "name: b, dependsOn: [a2, look], run: {command: [up2]}"));
    story.asks("cancel step q/b #1").cancelled("q/b #1").asks("create rollback q/b #1");
    story.succeeds("rollback q/b #1").decide().decide().asks("create step q/b #1");
    assertThat(story.step("base").reusedFromRun()).isEqualTo(1);
  }

  @Test
  void a_rollback_whose_revision_is_lost_ends_its_jobs_and_stops() {
    Story story = failed().runs("rollback q/b #1");
    story.edited(Specs.fill(SPEC, "release: {version: v2}")).forgettingRevisions();
    story.asks("cancel rollback q/b #1").cancelled("rollback q/b #1");
    story.condition("RolledBack", "False RollbackStopped").state("RollbackFailed");
  }

  @Test
  void a_compensation_that_the_status_does_not_name_is_a_stray() {
    Story story = failed().succeeds("rollback q/b #1");
    JobRequest late = story.request("rollback q/b #1");
    story.alsoSeen(
        "other",
        new JobSighting.Active(
            "other", "uid-other", java.util.Optional.empty(), java.util.Optional.empty()));
    assertThat(late.attempt().role()).isEqualTo(Role.ROLLBACK);
    story.asks("create rollback q/a2 #1", "create rollback q/a1 #1", "cancel stray other");
  }
}
