package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepOutcomeTest {
  private static final String ONE =
      "phases: [{name: a, steps: [{name: s, run: {command: [x]}, outputs: [{name: version}]}]}]";

  @Test
  void a_job_that_vanished_after_its_uid_was_recorded_is_lost_and_never_run_again() {
    Story story = Story.of(ONE).begin().runs("a/s #1").after(Duration.ofSeconds(2));
    story.unseen("a/s #1").asks("look up step a/s #1").step("s", "Running");
    story.vanished("a/s #1").asks().step("s", "AwaitingAnswer").state("AwaitingAnswer");
    story.askedOf("LostOutcome a/s").condition("AwaitingAnswer", "True AwaitingAnswer");
    assertThat(story.question("a/s").text()).contains("cannot be known");
  }

  @Test
  void an_old_memory_of_a_refused_create_does_not_make_a_running_job_lost() {
    Story story = Story.of(ONE).begin().runs("a/s #1").after(Duration.ofSeconds(2));
    story.seen("a/s #1", new JobSighting.NotCreated("j", new Trouble("Forbidden", "quota")));
    story.asks("look up step a/s #1").step("s", "Running");
  }

  @Test
  void a_job_that_nobody_has_seen_yet_is_created_under_the_same_name() {
    Story story = Story.of(ONE).begin().vanished("a/s #1");
    story.asks("create step a/s #1").step("s", "Starting").wrote(2);
  }

  @Test
  void a_lost_outcome_is_retried_where_the_step_says_so() {
    Story story =
        Story.of(
                "phases: [{name: a, steps: [{name: s, onLost: Retry, retry: {limit: 1, backoff: {duration: 1s}}, run: {command: [x]}}]}]")
            .begin();
    story.runs("a/s #1").after(Duration.ofSeconds(2)).vanished("a/s #1").step("s", "Retrying");
  }

  @Test
  void a_foreign_job_with_our_name_is_a_clear_failure() {
    Story story = Story.of(ONE).begin();
    story.seen("a/s #1", new JobSighting.Foreign("checkout-s", "Deployment shop/other"));
    story
        .state("Failed")
        .says("belongs to Deployment shop/other")
        .condition("Ready", "False StepFailed");
  }

  @Test
  void a_job_that_cannot_be_created_is_named_and_asked_for_again() {
    Story story = Story.of(ONE).begin();
    story.seen(
        "a/s #1", new JobSighting.NotCreated("j", new Trouble("Forbidden", "quota exceeded")));
    story.says("quota exceeded").asks("create step a/s #1").wakesAfter(Duration.ofSeconds(10));
    story.after(Duration.ofSeconds(5)).wakesAfter(Duration.ofSeconds(10));
  }

  @Test
  void a_job_that_somebody_suspended_is_a_disruption() {
    Story.of(ONE).begin().cancelled("a/s #1").asks("create step a/s #2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|found a list, expected a flat JSON object of strings",
        "{\"version\":1}|found a number at 'version', expected a flat JSON object",
        "{\"version\":{}}|found an object at 'version'",
        "{\"version\":\"1\",\"version\":\"2\"}|found no JSON (Duplicate field 'version')",
        "{\"version\":\"1\"} x|found no JSON",
        "nonsense|found no JSON",
        "{}|found no 'version', expected every declared output",
      })
  void outputs_that_are_not_what_they_must_be_fail_the_attempt(String written, String says) {
    Story story = Story.of(ONE).begin().succeeds("a/s #1", written);
    story.state("Failed").step("s", "Failed").says(says);
    assertThat(story.step("s").reason()).isEqualTo("InvalidOutputs");
  }

  @Test
  void outputs_that_may_have_been_cut_off_are_refused() {
    String long4096 = "{\"version\":\"" + "v".repeat(4096 - 14) + "\"}";
    assertThat(long4096).hasSize(4096);
    Story.of(ONE)
        .begin()
        .succeeds("a/s #1", long4096)
        .says("found 4096 bytes, expected fewer than 4096");
  }

  @Test
  void outputs_of_a_whole_rollout_are_bounded() {
    String big = "{\"version\":\"" + "v".repeat(100) + "\"}";
    assertThat(StepOutputs.parse(big, 4096, 32 * 1024 - 106).fault())
        .contains("would take 32769 bytes, expected at most 32768");
    assertThat(StepOutputs.parse(big, 4096, 32 * 1024 - 107).valid()).isTrue();
  }

  @Test
  void outputs_of_steps_that_gates_still_judge_count_towards_that_bound() {
    String gate = "gates: [{name: g, prometheus: {query: up}, successCondition: 'true'}]";
    String steps =
        IntStream.rangeClosed(1, 9)
            .mapToObj(n -> "{name: s" + n + ", dependsOn: [], run: {command: [x]}, " + gate + "}")
            .collect(Collectors.joining(", "));
    Story story = Story.of("phases: [{name: a, steps: [" + steps + "]}]").begin();
    String outputs = "{\"x\":\"" + "y".repeat(4000) + "\"}";
    IntStream.rangeClosed(1, 8).forEach(n -> story.succeeds("a/s" + n + " #1", outputs));
    assertThat(story.step("s8").state()).isEqualTo("Measuring");
    story.succeeds("a/s9 #1", outputs);
    assertThat(story.step("s9").reason()).isEqualTo("InvalidOutputs");
  }

  @Test
  void an_input_without_output_or_default_is_refused_before_anything_runs() {
    Story.of(
            """
            phases:
              - name: a
                steps:
                  - {name: s, if: "false", run: {command: [x]}, outputs: [{name: version}]}
                  - {name: t, run: {command: [x]}, inputs: [{env: V, from: {step: s, output: version}}]}
            """)
        .begin()
        .asks()
        .state("Failed")
        .says("input V: step s gave no output 'version'; give the input a default");
  }

  @Test
  void a_condition_that_cannot_be_evaluated_fails_its_step_by_name() {
    Story.of("phases: [{name: a, steps: [{name: s, if: nonsense, run: {command: [x]}}]}]")
        .begin()
        .state("Failed")
        .says("if 'nonsense' cannot be evaluated: cannot read 'nonsense' (column 1)");
  }

  @Test
  void an_output_that_no_variable_can_carry_is_refused() {
    Story.of(ONE).begin().succeeds("a/s #1", "{\"version\":\"a\\u0000b\"}").says("without NUL");
    Story.of(ONE).begin().succeeds("a/s #1", "{\"version\":\"\\ud800\"}").says("surrogate pair");
  }
}
