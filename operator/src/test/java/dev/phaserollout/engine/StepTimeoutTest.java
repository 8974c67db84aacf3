package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepTimeoutTest {
  private static final String TIMED =
      """
      phases:
        - name: a
          steps:
            - {name: s, run: {command: [x]}, timeout: 1m, startTimeout: 30s, retry: {limit: 1, backoff: {duration: 1s}}}
      """;

  @Test
  void a_step_that_overruns_is_cancelled_and_counts_as_timed_out_once_it_is_gone() {
    Story story = Story.of(TIMED).begin().runs("a/s #1").after(Duration.ofSeconds(2));
    story.wakesAfter(Duration.ofSeconds(58)).after(Duration.ofSeconds(58));
    story.step("s", "Cancelling").asks("cancel step a/s #1");
    story.cancelled("a/s #1").step("s", "Retrying").after(Duration.ofSeconds(1));
    story.asks("create step a/s #2").runs("a/s #2").after(Duration.ofMinutes(1));
    story.cancelled("a/s #2").step("s", "TimedOut").state("Failed");
    story.says("ran for longer than its timeout of 1m");
  }

  @Test
  void a_step_that_ended_well_before_it_could_be_cancelled_is_a_success() {
    Story.of(TIMED)
        .begin()
        .runs("a/s #1")
        .after(Duration.ofMinutes(1))
        .asks("cancel step a/s #1")
        .succeeds("a/s #1")
        .state("Succeeded");
  }

  @Test
  void startTimeout_names_what_kept_the_container_from_starting() {
    Story story = Story.of(TIMED).begin();
    story.cannotStart("a/s #1", "ImagePullFailed", "no such image").after(Duration.ofSeconds(2));
    story.says("no such image").after(Duration.ofSeconds(28)).asks("cancel step a/s #1");
    story.cancelled("a/s #1").step("s", "Retrying");
    assertThat(story.step("s").message()).contains("startTimeout of 30s").contains("no such image");
    assertThat(story.step("s").reason()).isEqualTo("StartTimedOut");
  }

  @Test
  void an_attempt_that_has_not_started_yet_costs_no_write_and_one_that_runs_costs_one() {
    Story story = Story.of(TIMED).begin();
    JobSighting pending = new JobSighting.Active("j", "uid", Optional.empty(), Optional.empty());
    story.seen("a/s #1", pending);
    int written = story.writes();
    story.after(Duration.ofSeconds(5)).step("s", "Starting").wrote(written);
    story.runs("a/s #1").wakesAfter(Duration.ofSeconds(2)).wrote(written);
    story.after(Duration.ofSeconds(2)).step("s", "Running").wrote(written + 1);
  }

  @Test
  void the_same_trouble_in_other_words_is_not_written_again() {
    Story story = Story.of(TIMED).begin();
    story.cannotStart("a/s #1", "FailedCreate", "quota: used 3").after(Duration.ofSeconds(2));
    int written = story.writes();
    story.cannotStart("a/s #1", "FailedCreate", "quota: used 4").wrote(written);
    story.says("quota: used 3");
    story.cannotStart("a/s #1", "Unschedulable", "0/1 nodes").wrote(written + 1);
    story.says("0/1 nodes");
  }

  @Test
  void an_attempt_whose_job_was_never_created_is_given_up_only_when_its_name_is_taken() {
    Story story = Story.of(TIMED).begin();
    story.seen("a/s #1", new JobSighting.NotCreated("j", new Trouble("Forbidden", "quota")));
    story.after(Duration.ofSeconds(30)).asks("cancel step a/s #1").step("s", "Cancelling");
    story.decide().step("s", "Cancelling").wakesAfter(Duration.ofSeconds(10));
    story.cancelled("a/s #1").step("s", "Retrying");
  }

  @Test
  void a_phase_that_takes_too_long_ends_the_run() {
    Story story =
        Story.of("phases: [{name: a, timeout: 5m, steps: [{name: s, run: {command: [x]}}]}]")
            .begin();
    story.runs("a/s #1").after(Duration.ofMinutes(5)).asks("cancel step a/s #1").state("Ending");
    story.cancelled("a/s #1").state("Failed").condition("Ready", "False PhaseTimedOut");
    story.step("s", "Aborted").phase("a", "Failed");
  }

  @Test
  void a_run_that_takes_too_long_ends() {
    Story story =
        Story.of("{timeout: 5m, phases: [{name: a, steps: [{name: s, wait: {duration: 1h}}]}]}")
            .begin();
    story.wakesAfter(Duration.ofMinutes(5)).after(Duration.ofMinutes(5)).state("Failed");
    story.condition("Ready", "False RunTimedOut").step("s", "Aborted");
  }

  @Test
  void a_failing_step_ends_those_beside_it_first() {
    Story story =
        Story.of(
                """
                phases:
                  - name: a
                    steps:
                      - {name: s, dependsOn: [], run: {command: [x]}}
                      - {name: t, dependsOn: [], run: {command: [x]}}
                      - {name: u, run: {command: [x]}}
                """)
            .begin();
    story.runs("a/t #1").fails("a/s #1", 1).asks("cancel step a/t #1").state("Ending");
    story.cancelled("a/t #1").state("Failed").step("t", "Aborted").step("u", "Pending");
  }

  @Test
  void a_clock_that_jumps_back_neither_repeats_nor_shortens_anything() {
    Story story = Story.of(TIMED).begin().fails("a/s #1", 1).after(Duration.ofHours(-5));
    story.step("s", "Retrying").asks();
  }

  @Test
  void what_was_decided_late_is_not_forgotten_by_a_clock_that_is_behind() {
    String spec =
        "phases: [{name: a, steps: [{name: t, dependsOn: [], startTimeout: 1h, run: {command: [x]}},"
            + " {name: s, dependsOn: [], timeout: 1h, retry: {limit: 1, backoff: {duration: 2h,"
            + " maxDuration: 2h}}, run: {command: [x]}}]}]";
    Story story = Story.of(spec).begin().runs("a/s #1").after(Duration.ofHours(1));
    story.step("s", "Cancelling").passes(Duration.ofHours(-1)).cancelled("a/s #1");
    story.step("s", "Retrying").asks("look up step a/t #1");
  }

  @Test
  void a_step_is_not_late_by_what_a_clock_was_ahead_when_it_was_ordered() {
    Story story =
        Story.of(
                """
                phases:
                  - name: a
                    steps:
                      - {name: s, run: {command: [x]}}
                      - {name: t, timeout: 10m, run: {command: [x]}}
                """)
            .begin();
    story.passes(Duration.ofHours(1)).succeeds("a/s #1").asks("create step a/t #1");
    story.passes(Duration.ofHours(-1)).runs("a/t #1").asks().step("t", "Starting");
    story.wakesAfter(Duration.ofHours(1).plusSeconds(2));
    story.after(Duration.ofMinutes(70)).asks("cancel step a/t #1");
  }

  @Test
  void time_outs_go_on_while_the_rollout_is_suspended() {
    String spec =
        "suspend: %s, phases: [{name: a, timeout: 5m, steps: [{name: s, run: {command: [x]}}]}]";
    Story story = Story.of(Specs.fill("{" + spec + "}", "false")).begin().runs("a/s #1");
    story.edited(Specs.fill("{" + spec + "}", "true")).after(Duration.ofMinutes(5));
    story.asks("cancel step a/s #1").cancelled("a/s #1").state("Failed");
  }

  @Test
  void a_sighting_without_the_pod_does_not_unsay_that_the_container_had_started() {
    Story story =
        Story.of("phases: [{name: a, steps: [{name: s, timeout: 1h, run: {command: [x]}}]}]")
            .begin();
    story
        .runs("a/s #1")
        .after(Duration.ofSeconds(3))
        .step("s", "Running")
        .passes(Duration.ofMinutes(10));
    String job = story.request("a/s #1").name();
    story.seen(
        "a/s #1", new JobSighting.Active(job, "uid-" + job, Optional.empty(), Optional.empty()));
    story.step("s", "Running").asks().wakesAfter(Duration.ofMinutes(50).minusSeconds(3));
  }

  @Test
  void a_container_that_starts_late_has_its_start_recorded() {
    Story story = Story.of("phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]").begin();
    story
        .cannotStart("a/s #1", "Pulling", "image")
        .after(Duration.ofSeconds(3))
        .step("s", "Running");
    story.runs("a/s #1");
    assertThat(story.step("s").runningSince()).isEqualTo("2026-03-02T09:00:03Z");
  }

  @Test
  void a_step_that_nobody_has_seen_is_looked_up_before_it_is_given_up() {
    Story story = Story.of(TIMED).begin().after(Duration.ofSeconds(31));
    story.asks("look up step a/s #1").step("s", "Starting").wakesAfter(Duration.ofSeconds(10));
    story.vanished("a/s #1").asks("cancel step a/s #1").step("s", "Cancelling");
  }

  @Test
  void a_phase_whose_steps_had_all_ended_is_not_late_however_late_it_is_seen() {
    Story story =
        Story.of("phases: [{name: a, timeout: 5m, steps: [{name: s, run: {command: [x]}}]}]")
            .begin();
    story.passes(Duration.ofMinutes(4)).passes(Duration.ofMinutes(9)).succeeds("a/s #1");
    story.state("Succeeded");
  }

  @Test
  void the_phase_that_is_shown_is_the_one_that_has_failed_until_the_next_run() {
    Story story =
        Story.of(
                """
                phases:
                  - {name: a, steps: [{name: s, run: {command: [x]}}]}
                  - {name: b, steps: [{name: t, run: {command: [x]}}]}
                finally: [{name: f, run: {command: [x]}}]
                """)
            .begin();
    assertThat(story.status().currentPhase()).isEqualTo("a");
    story.fails("a/s #1", 1).asks("create step finally/f #1");
    assertThat(story.status().currentPhase()).isEqualTo("a");
    assertThat(story.status().currentStep()).isEqualTo("f");
    story.succeeds("finally/f #1").state("Failed");
    assertThat(story.status().currentPhase()).isEqualTo("a");
    story.annotated("retry", "1").succeeds("a/s #1");
    assertThat(story.status().currentPhase()).isEqualTo("b");
    story.succeeds("b/t #1").succeeds("finally/f #1").state("Succeeded");
    assertThat(story.status().currentPhase()).isNull();
  }
}
