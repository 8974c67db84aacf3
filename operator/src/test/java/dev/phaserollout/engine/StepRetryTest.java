package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepRetryTest {
  private static final String RETRIED =
      """
      phases:
        - name: a
          steps:
            - name: s
              run: {command: [x]}
              retry:
                limit: 2
                backoff: {duration: 10s, factor: 2, maxDuration: 15s}
                nonRetryableExitCodes: [64]
      """;

  @Test
  void a_failed_attempt_is_repeated_after_a_growing_pause() {
    Story story = Story.of(RETRIED).begin().fails("a/s #1", 1);
    story.step("s", "Retrying").asks().wakesAfter(Duration.ofSeconds(10));
    assertThat(story.step("s").message()).isEqualTo("exit code 1");
    story.after(Duration.ofSeconds(9)).asks();
    story.after(Duration.ofSeconds(1)).asks("create step a/s #2");
    story.fails("a/s #2", 1).wakesAfter(Duration.ofSeconds(15));
    story.after(Duration.ofSeconds(15)).asks("create step a/s #3");
    story.succeeds("a/s #3").state("Succeeded");
    assertThat(story.step("s").attempt()).isEqualTo(3);
  }

  @Test
  void after_the_last_attempt_the_run_fails_and_says_which_step() {
    Story story = Story.of(RETRIED).begin();
    story.fails("a/s #1", 1).after(Duration.ofSeconds(10)).fails("a/s #2", 1);
    story.after(Duration.ofSeconds(15)).fails("a/s #3", 2).state("Failed").asks();
    story.condition("Ready", "False StepFailed").condition("Stalled", "True StepFailed");
    story.says("phase a, step s: Failed after 3 attempts, exit code 2");
    assertThat(story.step("s").exitCode()).isEqualTo(2);
  }

  @Test
  void an_exit_code_that_is_not_retryable_ends_the_step_at_once() {
    Story.of(RETRIED).begin().fails("a/s #1", 64).step("s", "Failed").state("Failed");
  }

  @Test
  void a_disrupted_attempt_is_repeated_at_once_and_counted_apart() {
    Story story =
        Story.of(
            "phases: [{name: a, steps: [{name: s, disruptionLimit: 2, run: {command: [x]}}]}]");
    story.begin();
    AttemptOutcome gone =
        new AttemptOutcome.Disrupted(Instant.parse("2026-03-02T09:00:00Z"), "node drained");
    story.ends("a/s #1", gone).asks("create step a/s #2");
    story.ends("a/s #2", gone).asks("create step a/s #3");
    assertThat(story.step("s").disruptions()).isEqualTo(2);
    story.ends("a/s #3", gone).step("s", "Disrupted").state("Failed").says("node drained");
  }

  @Test
  void an_attempt_that_a_person_interrupted_counts_against_nothing() {
    Story story =
        Story.of(
            "phases: [{name: a, steps: [{name: s, disruptionLimit: 0, run: {command: [x]}}]}]");
    story.begin();
    for (int attempt = 1; attempt <= 9; attempt++) {
      story.ends(
          "a/s #" + attempt,
          new AttemptOutcome.Interrupted(Instant.parse("2026-03-02T09:00:00Z"), "ended by Ctrl-C"));
      story.asks("create step a/s #" + (attempt + 1));
    }
    story.succeeds("a/s #10").state("Succeeded");
  }

  @Test
  void continueOnError_lets_the_phase_go_on_after_a_failed_step() {
    Story.of(
            """
            phases:
              - name: a
                steps:
                  - {name: s, continueOnError: true, run: {command: [x]}}
                  - {name: t, run: {command: [x]}}
            """)
        .begin()
        .fails("a/s #1", 1)
        .step("s", "Failed")
        .asks("create step a/t #1")
        .succeeds("a/t #1")
        .state("Succeeded")
        .says("failed and passed over (continueOnError): s");
  }

  @Test
  void the_pause_grows_by_its_factor_up_to_its_maximum() {
    StepRetry retry =
        new StepRetry(9, Duration.ofSeconds(3), 3, Duration.ofSeconds(60), List.of(), 0, null);
    assertThat(
            List.of(1, 2, 3, 4, 5, 1000).stream().map(retry::pauseAfter).map(Duration::toSeconds))
        .containsExactly(3L, 9L, 27L, 60L, 60L, 60L);
  }
}
