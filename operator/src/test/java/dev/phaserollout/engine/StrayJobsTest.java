package dev.phaserollout.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StrayJobsTest {

  private static final String TWO_STEPS =
      """
      phases:
        - name: a
          steps:
            - {name: s, run: {command: [x]}, retry: {limit: 1, backoff: {duration: 1m}}}
            - {name: t, run: {command: [x]}}
      """;

  private static JobSighting atWork(String job) {
    return new JobSighting.Active(
        job, "uid-of-a-stray", Optional.of(Instant.EPOCH), Optional.empty());
  }

  @Test
  void a_job_at_work_that_the_status_does_not_name_is_cancelled_on_sight() {
    Story.of(TWO_STEPS)
        .begin()
        .runs("a/s #1")
        .alsoSeen("demo-s-0123456789-7", atWork("demo-s-0123456789-7"))
        .asks("cancel stray demo-s-0123456789-7");
  }

  @Test
  void what_the_status_names_is_no_stray() {
    Story.of(TWO_STEPS).begin().runs("a/s #1").after(Duration.ofSeconds(2)).asks();
  }

  @Test
  void a_job_of_a_failed_attempt_that_comes_to_life_again_is_a_stray() {
    Story story = Story.of(TWO_STEPS).begin().runs("a/s #1").fails("a/s #1", 1);
    String job = story.request("a/s #1").name();
    story.seen("a/s #1", atWork(job)).asks("cancel stray " + job);
  }

  @Test
  void a_job_that_has_ended_or_was_cancelled_is_left_alone() {
    Story.of(TWO_STEPS)
        .begin()
        .runs("a/s #1")
        .alsoSeen("demo-old", new JobSighting.Cancelled("demo-old", "uid"))
        .asks();
  }

  @Test
  void strays_are_cancelled_after_the_run_has_ended_too() {
    Story story = Story.of(TWO_STEPS).begin().succeeds("a/s #1").succeeds("a/t #1");
    story.state("Succeeded").alsoSeen("demo-late", atWork("demo-late"));
    story.asks("cancel stray demo-late");
  }
}
