package dev.phaserollout.telemetry;

import static dev.phaserollout.telemetry.Statuses.NOW;
import static dev.phaserollout.telemetry.Statuses.between;
import static dev.phaserollout.telemetry.Statuses.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepHappeningsTest {

  private static final String FIRST =
      "attempt: 1, startedAt: \"2026-03-02T09:00:10Z\", attemptStartedAt: \"2026-03-02T09:00:10Z\"";
  private static final String SECOND =
      "attempt: 2, startedAt: \"2026-03-02T09:00:10Z\", attemptStartedAt: \"2026-03-02T09:05:00Z\"";
  private static final String SINCE = ", jobUid: j, runningSince: \"2026-03-02T09:00:13Z\"";
  private static final String TALLY = "attempt: 1, startedAt: \"2026-03-02T09:00:10Z\"";

  private static final PhaseRolloutStatus PENDING = step("state: Pending");
  private static final PhaseRolloutStatus STARTING = step("state: Starting, " + FIRST);
  private static final PhaseRolloutStatus RUNNING = step("state: Running, " + FIRST + SINCE);
  private static final PhaseRolloutStatus SUCCEEDED =
      step("state: Succeeded, exitCode: 0, completedAt: \"2026-03-02T09:00:12Z\", " + TALLY);

  private static final Place STEP = Place.of(STARTING.run()).inPhase("a").ofStep("s");

  @Test
  void a_recorded_attempt_has_started() {
    assertThat(between(PENDING, STARTING))
        .containsExactly(
            new AttemptHappening.AttemptStarted(
                STEP.ofAttempt(1), Instant.parse("2026-03-02T09:00:10Z")));
  }

  @Test
  void a_short_step_ends_without_having_been_seen_at_work() {
    assertThat(between(STARTING, SUCCEEDED))
        .containsExactly(
            new AttemptHappening.AttemptEnded(
                STEP.ofAttempt(1),
                "Succeeded",
                "",
                "",
                Optional.of(0),
                Optional.of(Instant.parse("2026-03-02T09:00:10Z")),
                Optional.empty(),
                Instant.parse("2026-03-02T09:00:12Z")),
            new StepHappening.StepEnded(
                STEP,
                "Succeeded",
                "",
                "",
                1,
                Optional.empty(),
                Optional.of(Instant.parse("2026-03-02T09:00:10Z")),
                Instant.parse("2026-03-02T09:00:12Z")));
  }

  @Test
  void a_step_whose_gates_measure_has_not_ended_although_its_attempt_has() {
    PhaseRolloutStatus measuring =
        step("state: Measuring, exitCode: 0, completedAt: \"2026-03-02T09:00:12Z\", " + TALLY);
    assertThat(between(STARTING, measuring))
        .singleElement()
        .isInstanceOfSatisfying(
            AttemptHappening.AttemptEnded.class,
            ended -> assertThat(ended.outcome()).isEqualTo("Succeeded"));
    assertThat(between(measuring, SUCCEEDED))
        .singleElement()
        .isInstanceOfSatisfying(
            StepHappening.StepEnded.class,
            ended -> assertThat(ended.state()).isEqualTo("Succeeded"));
  }

  @Test
  void a_container_that_started_is_told_once_and_counts_until_the_end() {
    assertThat(between(STARTING, RUNNING))
        .containsExactly(
            new AttemptHappening.AttemptAtWork(
                STEP.ofAttempt(1),
                Optional.of(Instant.parse("2026-03-02T09:00:10Z")),
                Instant.parse("2026-03-02T09:00:13Z")));
    assertThat(between(RUNNING, step("state: Running, exitCode: 0, " + FIRST + SINCE))).isEmpty();
    assertThat(between(RUNNING, SUCCEEDED))
        .first()
        .returns(
            Optional.of(Instant.parse("2026-03-02T09:00:13Z")),
            found -> ((AttemptHappening.AttemptEnded) found).workedSince());
  }

  @Test
  void a_write_that_skips_the_start_still_tells_of_the_attempt() {
    assertThat(HappeningsTest.kinds(between(PENDING, SUCCEEDED)))
        .containsExactly("AttemptStarted a/s #1", "AttemptEnded a/s #1", "StepEnded a/s");
  }

  @ParameterizedTest
  @CsvSource({
    "NonZeroExit, 1, Failed",
    "OOMKilled, 137, Failed",
    "StepTimedOut, , TimedOut",
    "StartTimedOut, , Error",
    "Disrupted, , Disrupted",
    "Interrupted, , Interrupted",
    "OutcomeLost, , Lost",
    "InvalidOutputs, , Failed",
    "NameTaken, , Error",
  })
  void a_failed_attempt_that_is_repeated_says_how_it_ended(
      String reason, String exitCode, String outcome) {
    PhaseRolloutStatus retrying =
        step(
            "state: Retrying, failures: 1, reason: "
                + reason
                + ", message: why, nextAttemptAt: \"2026-03-02T09:05:00Z\", "
                + (exitCode == null ? "" : "exitCode: " + exitCode + ", ")
                + TALLY);
    List<Happening> found = between(STARTING, retrying);
    assertThat((AttemptHappening.AttemptEnded) found.get(0))
        .returns(outcome, AttemptHappening.AttemptEnded::outcome)
        .returns(reason, AttemptHappening.AttemptEnded::reason)
        .returns(NOW, AttemptHappening.AttemptEnded::ended);
    assertThat(found.get(1))
        .isEqualTo(
            new StepHappening.StepRetries(
                STEP.ofAttempt(1), reason, "why", "2026-03-02T09:05:00Z"));
    assertThat(found).hasSize(2);
  }

  @Test
  void the_attempt_after_a_pause_is_a_start_and_nothing_else() {
    PhaseRolloutStatus retrying =
        step("state: Retrying, failures: 1, reason: NonZeroExit, " + TALLY);
    assertThat(HappeningsTest.kinds(between(retrying, step("state: Starting, " + SECOND))))
        .containsExactly("AttemptStarted a/s #2");
  }

  @ParameterizedTest
  @CsvSource({"failures: 1, Failed", "disruptions: 1, Disrupted", "exitCode: 0, Interrupted"})
  void an_attempt_that_is_repeated_at_once_is_known_by_what_it_counted_as(
      String count, String outcome) {
    List<Happening> found = between(STARTING, step("state: Starting, " + count + ", " + SECOND));
    assertThat(HappeningsTest.kinds(found))
        .containsExactly("AttemptEnded a/s #1", "StepRetries a/s #1", "AttemptStarted a/s #2");
    assertThat(((AttemptHappening.AttemptEnded) found.get(0)).outcome()).isEqualTo(outcome);
  }

  @Test
  void a_checkpoint_that_stands_in_is_an_end_without_an_attempt() {
    PhaseRolloutStatus reused =
        step("state: Succeeded, reason: Reused, attempt: 2, reusedFromRun: 2");
    assertThat(between(PENDING, reused))
        .containsExactly(
            new StepHappening.StepEnded(
                STEP, "Succeeded", "Reused", "", 0, Optional.of(2), Optional.empty(), NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Skipped", "Error", "AWordOfANewerVersion"})
  void a_step_may_be_over_before_it_had_an_attempt(String state) {
    assertThat(HappeningsTest.kinds(between(PENDING, step("state: " + state))))
        .containsExactly("StepEnded a/s");
  }

  @Test
  void a_trouble_is_told_when_it_appears_and_when_it_becomes_another() {
    PhaseRolloutStatus pulling = trouble("ErrImagePull", "pull access denied");
    assertThat(between(STARTING, pulling))
        .containsExactly(
            new AttemptHappening.StepTrouble(
                STEP.ofAttempt(1), "ErrImagePull", "pull access denied"));
    assertThat(between(pulling, trouble("ErrImagePull", "pull access denied again"))).isEmpty();
    assertThat(between(pulling, trouble("ImagePullBackOff", "back-off"))).isEmpty();
    assertThat(between(trouble("ImagePullBackOff", "back-off"), pulling)).isEmpty();
    assertThat(between(pulling, trouble("FailedCreate", "quota"))).hasSize(1);
    assertThat(between(pulling, STARTING)).isEmpty();
  }

  private static PhaseRolloutStatus trouble(String reason, String message) {
    return step("state: Starting, " + FIRST + ", reason: " + reason + ", message: " + message);
  }

  @Test
  void a_cancelled_attempt_is_told_when_it_is_asked_to_stop_and_when_it_has() {
    PhaseRolloutStatus cancelling =
        step("state: Cancelling, reason: StepTimedOut, message: late, " + FIRST);
    assertThat(between(RUNNING, cancelling))
        .containsExactly(
            new AttemptHappening.AttemptStopping(STEP.ofAttempt(1), "StepTimedOut", "late"));
    PhaseRolloutStatus ended =
        step("state: TimedOut, reason: StepTimedOut, message: late, failures: 1, " + TALLY);
    assertThat(HappeningsTest.kinds(between(cancelling, ended)))
        .containsExactly("AttemptEnded a/s #1", "StepEnded a/s");
  }

  @Test
  void a_pause_is_told_when_it_begins() {
    PhaseRolloutStatus waiting =
        step(
            "state: Waiting, startedAt: \"2026-03-02T09:00:10Z\", nextAttemptAt: \"2026-03-02T09:00:40Z\"");
    assertThat(between(PENDING, waiting))
        .containsExactly(new StepHappening.StepPaused(STEP, "2026-03-02T09:00:40Z"));
    assertThat(HappeningsTest.kinds(between(waiting, step("state: Succeeded"))))
        .containsExactly("StepEnded a/s");
  }
}
