package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.RunRecord;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunEditTest {
  private static final String SPEC =
      """
      description: %s
      onSpecChange: %s
      phases:
        - name: a
          steps:
            - {name: s, dependsOn: [], run: {command: [x]}}
            - {name: t, dependsOn: [], run: {command: [%s]}}
            - {name: u, run: {command: [x]}}
      """;

  @Test
  void FinishCurrent_lets_the_run_end_on_its_revision_and_then_starts_the_next() {
    Story story = Story.of(Specs.fill(SPEC, "d", "FinishCurrent", "x")).begin();
    story.edited(Specs.fill(SPEC, "d", "FinishCurrent", "y")).state("Running");
    story.succeeds("a/s #1").succeeds("a/t #1").asks("create step a/u #1").succeeds("a/u #1");
    assertThat(story.status().run().number()).isEqualTo(2);
    story.decide().asks("create step a/t #1").step("s", "Succeeded");
  }

  @Test
  void Restart_awaits_what_means_the_same_and_ends_the_rest() {
    Story story =
        Story.of(Specs.fill(SPEC, "d", "Restart", "x")).begin().runs("a/s #1").runs("a/t #1");
    story.edited(Specs.fill(SPEC, "d", "Restart", "y")).asks("cancel step a/t #1").state("Ending");
    story.cancelled("a/t #1").asks().step("s", "Starting");
    story.succeeds("a/s #1");
    assertThat(story.status().run().number()).isEqualTo(2);
    assertThat(story.status().history())
        .extracting(RunRecord::result)
        .containsExactly("Superseded");
    story.decide().step("s", "Succeeded").asks("create step a/t #1");
  }

  @Test
  void an_edit_of_the_description_restarts_nothing() {
    Story story = Story.of(Specs.fill(SPEC, "d", "Restart", "x")).begin();
    story.edited(Specs.fill(SPEC, "other words", "Restart", "x")).state("Running");
    assertThat(story.status().run().number()).isEqualTo(1);
    assertThat(story.status().observedGeneration()).isEqualTo(2);
    story.succeeds("a/s #1").succeeds("a/t #1").succeeds("a/u #1").state("Succeeded");
    assertThat(story.status().run().number()).isEqualTo(1);
  }

  @Test
  void a_revision_that_vanished_is_stored_again_while_the_spec_is_still_the_same() {
    Story story =
        Story.of(Specs.fill(SPEC, "d", "FinishCurrent", "x")).begin().forgettingRevisions();
    assertThat(story.status().state()).isEqualTo("Running");
    story.decide().succeeds("a/s #1").step("s", "Succeeded");
  }

  @Test
  void a_revision_that_vanished_after_an_edit_ends_the_run_once_its_jobs_are_gone() {
    Story story = Story.of(Specs.fill(SPEC, "d", "FinishCurrent", "x")).begin().runs("a/s #1");
    story.edited(Specs.fill(SPEC, "d", "FinishCurrent", "y")).forgettingRevisions();
    story.asks("cancel step a/s #1", "cancel step a/t #1").state("Ending");
    story.cancelled("a/s #1").asks("cancel step a/t #1").cancelled("a/t #1");
    assertThat(story.status().history())
        .extracting(RunRecord::reason)
        .containsExactly("RevisionLost");
    assertThat(story.status().run().number()).isEqualTo(2);
  }

  @Test
  void an_edit_that_is_taken_back_while_the_run_ends_is_run_all_the_same() {
    Story story = Story.of(Specs.fill(SPEC, "d", "Restart", "x")).begin().runs("a/t #1");
    story.succeeds("a/s #1").edited(Specs.fill(SPEC, "d", "Restart", "y"));
    story.asks("cancel step a/t #1").edited(Specs.fill(SPEC, "d", "Restart", "x"));
    story.cancelled("a/t #1").asks("create step a/t #1").step("s", "Succeeded");
    assertThat(story.status().run().number()).isEqualTo(2);
  }

  private static final String WITH_GATE =
      """
      {onSpecChange: Restart, phases: [{name: a, steps: [
        {name: s, dependsOn: [], run: {command: [x]}, rollback: {run: {command: [y]}},
         gates: [{name: g, prometheus: {query: up}, successCondition: 'true', interval: 1m, count: %s}]},
        {name: t, dependsOn: [], run: {command: [%s]}}]}]}
      """;

  private static Story measuring() {
    return Story.of(Specs.fill(WITH_GATE, "2", "x"))
        .begin()
        .succeeds("a/s #1")
        .measures("a/s/gates/g", Verdict.PASS)
        .step("s", "Measuring");
  }

  @Test
  void Restart_awaits_a_step_whose_gates_still_measure_and_takes_it_over() {
    Story story = measuring().edited(Specs.fill(WITH_GATE, "2", "y"));
    story.asks("cancel step a/t #1").cancelled("a/t #1").step("s", "Measuring").asks();
    story.wakesAfter(Duration.ofMinutes(1)).after(Duration.ofMinutes(1));
    story.asks("measure a/s/gates/g #2").measures("a/s/gates/g", Verdict.PASS);
    assertThat(story.status().run().number()).isEqualTo(2);
    story.decide().step("s", "Succeeded").asks("create step a/t #1");
    assertThat(story.step("s").reusedFromRun()).isEqualTo(1);
  }

  @Test
  void Restart_asks_a_person_where_a_gate_that_it_awaits_is_in_doubt() {
    Story story = measuring().edited(Specs.fill(WITH_GATE, "2", "y")).cancelled("a/t #1");
    story.after(Duration.ofMinutes(1)).measures("a/s/gates/g", Verdict.INCONCLUSIVE);
    story.askedOf("GateInDoubt a/s/gates/g").answers("a/s/gates/g", "Approve", "al");
    story.decide().step("s", "Succeeded");
    assertThat(story.status().run().number()).isEqualTo(2);
  }

  @Test
  void Restart_does_not_await_gates_that_fail_or_that_the_edit_has_changed() {
    Story failed = measuring().edited(Specs.fill(WITH_GATE, "2", "y")).cancelled("a/t #1");
    failed.after(Duration.ofMinutes(1)).measures("a/s/gates/g", Verdict.FAIL).decide();
    assertThat(failed.status().run().number()).isEqualTo(2);
    failed.step("s", "Starting");

    Story changed = measuring().edited(Specs.fill(WITH_GATE, "3", "x"));
    changed.cancelled("a/t #1").step("s", "Aborted").asks("create rollback a/s #1");
  }

  @Test
  void abort_awaits_nothing_that_a_restart_would() {
    Story story = measuring().edited(Specs.fill(WITH_GATE, "2", "y")).cancelled("a/t #1");
    story.annotated("abort", "1").step("s", "Aborted");
  }

  @Test
  void Restart_does_not_await_a_step_behind_one_that_was_edited() {
    String spec =
        "{onSpecChange: Restart, phases: [{name: a, steps: [{name: s, run: {command: [%s]}}, {name: t, run: {command: [x]}}]},"
            + " {name: b, steps: [{name: u, run: {command: [x]}}]}]}";
    Story story = Story.of(Specs.fill(spec, "x")).begin().succeeds("a/s #1").runs("a/t #1");
    story.edited(Specs.fill(spec, "y")).asks("cancel step a/t #1");
    Story later = Story.of(Specs.fill(spec, "x")).begin().succeeds("a/s #1").succeeds("a/t #1");
    later.runs("b/u #1").edited(Specs.fill(spec, "y")).asks("cancel step b/u #1");
  }
}
