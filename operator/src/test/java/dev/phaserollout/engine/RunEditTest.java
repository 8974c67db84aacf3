package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.RunRecord;
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
