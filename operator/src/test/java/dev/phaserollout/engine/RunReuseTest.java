package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.RunRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunReuseTest {
  private static final String TWO =
      """
      release: {version: %s}
      phases:
        - name: a
          steps:
            - {name: s, run: {command: [x]}}
            - {name: t, run: {command: [%s]}}
        - name: b
          steps:
            - {name: u, run: {command: [x]}}
      """;

  @Test
  void a_retry_goes_on_from_the_checkpoints_that_stand() {
    Story story =
        Story.of(Specs.fill(TWO, "v1", "y")).begin().succeeds("a/s #1").fails("a/t #1", 1);
    story.state("Failed").annotated("retry", "1").state("Running").asks("create step a/t #1");
    story.step("s", "Succeeded");
    assertThat(story.step("s").reusedFromRun()).isEqualTo(1);
    assertThat(story.status().run().number()).isEqualTo(2);
    story.succeeds("a/t #1").succeeds("b/u #1").state("Succeeded");
    assertThat(story.status().history()).extracting(RunRecord::run).containsExactly(2, 1);
    assertThat(story.status().history())
        .extracting(RunRecord::result)
        .containsExactly("Succeeded", "Failed");
  }

  @Test
  void a_rerun_uses_no_checkpoint() {
    Story story =
        Story.of(Specs.fill(TWO, "v1", "y")).begin().succeeds("a/s #1").fails("a/t #1", 1);
    story.annotated("rerun", "1").asks("create step a/s #1");
  }

  @Test
  void an_edited_step_runs_again_and_voids_what_comes_after_it() {
    Story story = Story.of(Specs.fill(TWO, "v1", "y")).begin();
    story.succeeds("a/s #1").succeeds("a/t #1").succeeds("b/u #1").state("Succeeded");
    story.edited(Specs.fill(TWO, "v1", "z")).decide();
    story.step("s", "Succeeded").asks("create step a/t #1").step("u", "Pending");
    story.succeeds("a/t #1").asks("create step b/u #1");
  }

  @Test
  void a_new_release_runs_everything_anew() {
    Story story = Story.of(Specs.fill(TWO, "v1", "y")).begin();
    story.succeeds("a/s #1").succeeds("a/t #1").succeeds("b/u #1");
    story.edited(Specs.fill(TWO, "v2", "y")).decide().asks("create step a/s #1");
    assertThat(story.status().run().previousRelease()).isEqualTo("v1");
  }

  @Test
  void a_step_with_reuse_Never_always_runs_and_voids_what_comes_after_it() {
    String spec =
        """
        phases:
          - name: a
            steps:
              - {name: s, run: {command: [x]}}
              - {name: t, reuse: Never, run: {command: [x]}}
              - {name: u, run: {command: [x]}}
              - {name: v, run: {command: [x]}}
        """;
    Story story = Story.of(spec).begin();
    story.succeeds("a/s #1").succeeds("a/t #1").succeeds("a/u #1").fails("a/v #1", 1);
    story.annotated("retry", "1").step("s", "Succeeded").asks("create step a/t #1");
    story.succeeds("a/t #1").asks("create step a/u #1");
  }

  @Test
  void outputs_of_a_reused_step_are_still_there() {
    String spec =
        """
        phases:
          - name: a
            steps:
              - {name: s, run: {command: [x]}, outputs: [{name: v}]}
              - {name: t, run: {command: [x]}, inputs: [{env: V, from: {step: s, output: v}}]}
        """;
    Story story = Story.of(spec).begin().succeeds("a/s #1", "{\"v\":\"7\"}").fails("a/t #1", 1);
    story.annotated("retry", "1").asks("create step a/t #1");
    assertThat(story.step("s").outputs()).containsEntry("v", "7");
  }

  @Test
  void a_step_that_was_refused_or_skipped_keeps_its_checkpoint_for_later_runs() {
    String spec =
        "phases: [{name: a, steps: [{name: m, if: '%s', run: {command: [x]}}, {name: d, run: {command: [%s]}}]}]";
    Story story = Story.of(Specs.fill(spec, "true", "x")).begin();
    story.succeeds("a/m #1").fails("a/d #1", 1);
    story.edited(Specs.fill(spec, "broken", "x")).decide().state("Failed");
    story.edited(Specs.fill(spec, "false", "y")).decide().step("m", "Skipped").fails("a/d #1", 1);
    story.edited(Specs.fill(spec, "true", "z")).decide().step("m", "Succeeded");
    assertThat(story.step("m").reusedFromRun()).isEqualTo(1);
  }
}
