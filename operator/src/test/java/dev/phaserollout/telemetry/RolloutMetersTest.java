package dev.phaserollout.telemetry;

import static dev.phaserollout.telemetry.Statuses.between;
import static dev.phaserollout.telemetry.Statuses.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RolloutMetersTest {

  private static final String TALLY = "attempt: 1, startedAt: \"2026-03-02T09:00:10Z\"";
  private static final String FIRST = TALLY + ", attemptStartedAt: \"2026-03-02T09:00:10Z\"";
  private static final String SINCE = ", jobUid: j, runningSince: \"2026-03-02T09:00:13Z\"";
  private static final PhaseRolloutStatus STARTING = step("state: Starting, " + FIRST);
  private static final PhaseRolloutStatus RUNNING = step("state: Running, " + FIRST + SINCE);
  private static final PhaseRolloutStatus SUCCEEDED =
      step("state: Succeeded, completedAt: \"2026-03-02T09:00:20Z\", " + TALLY);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);

  private void tell(PhaseRolloutStatus before, PhaseRolloutStatus after) {
    RolloutMeters told = new RolloutMeters(meters);
    between(before, after).forEach(happening -> told.tell("shop", happening));
  }

  private double seconds(Metric metric, String... tags) {
    return registry.get(metric.meter()).tags(tags).timer().totalTime(TimeUnit.SECONDS);
  }

  @Test
  void waiting_and_working_are_timed_apart() {
    tell(STARTING, RUNNING);
    tell(RUNNING, SUCCEEDED);
    assertThat(seconds(Metric.ATTEMPT_WAIT)).isEqualTo(3);
    assertThat(seconds(Metric.ATTEMPT_WORK, "result", "Succeeded")).isEqualTo(7);
    assertThat(seconds(Metric.ATTEMPT_DURATION, "result", "Succeeded")).isEqualTo(10);
  }

  @Test
  void a_short_attempt_has_a_duration_and_no_invented_parts() {
    tell(STARTING, SUCCEEDED);
    assertThat(seconds(Metric.ATTEMPT_DURATION, "result", "Succeeded")).isEqualTo(10);
    assertThat(registry.find(Metric.ATTEMPT_WORK.meter()).timers()).isEmpty();
    assertThat(registry.find(Metric.ATTEMPT_WAIT.meter()).timers()).isEmpty();
  }

  private double count(Metric metric, String... tags) {
    return registry.get(metric.meter()).tags(tags).counter().count();
  }

  @Test
  void an_attempt_to_undo_a_step_is_no_attempt_of_the_step() {
    String undoing = "state: Failed, " + TALLY + ", rollback: {" + FIRST + ", state: ";
    tell(
        step(undoing + "Starting}"),
        step(undoing + "Failed, reason: NonZeroExit, completedAt: \"2026-03-02T09:00:20Z\"}"));
    assertThat(count(Metric.COMPENSATIONS, "result", "Failed", "reason", "NonZeroExit")).isOne();
    assertThat(count(Metric.COMPENSATION_ATTEMPTS, "result", "Failed")).isOne();
    assertThat(registry.find(Metric.ATTEMPTS.meter()).counters()).isEmpty();
    assertThat(registry.find(Metric.STEPS.meter()).counters()).isEmpty();
    assertThat(registry.find(Metric.ATTEMPT_DURATION.meter()).timers()).isEmpty();
  }

  @Test
  void a_time_of_waiting_is_counted_by_its_reason_when_it_ends() {
    String run = "run: {number: 3%s}";
    String hold = ", hold: {reason: OutsideWindow, since: \"2026-03-02T09:58:00Z\", message: m}";
    tell(Statuses.read(run.replace("%s", hold)), Statuses.read(run.replace("%s", "")));
    assertThat(seconds(Metric.HOLD_WAIT, "reason", "OutsideWindow")).isEqualTo(120);
  }

  @Test
  void a_rollback_is_timed_from_its_first_compensation_to_its_end() {
    String rollback = "run: {number: 3, rollback: {cause: Failure, state: ";
    String began = ", startedAt: \"2026-03-02T09:00:00Z\"";
    tell(
        Statuses.read(rollback + "Running" + began + "}}"),
        Statuses.read(rollback + "Stopped" + began + ", completedAt: \"2026-03-02T09:01:30Z\"}}"));
    assertThat(count(Metric.ROLLBACKS, "result", "Stopped", "cause", "Failure")).isOne();
    assertThat(seconds(Metric.ROLLBACK_DURATION, "result", "Stopped")).isEqualTo(90);
  }

  @Test
  void the_time_to_an_answer_is_that_from_the_question_to_the_decision() {
    String asked =
        """
        run: {number: 3}
        questions: [{id: a, kind: Approval, digest: d, since: "2026-03-02T09:00:00Z"}]
        """;
    String decided =
        """
        run: {number: 3, answers: [{question: a, by: al, decision: Approve, verified: true}]}
        """;
    tell(Statuses.read(asked), Statuses.read(decided));
    assertThat(seconds(Metric.QUESTION_WAIT, "kind", "Approval")).isEqualTo(3600);
    assertThat(count(Metric.ANSWERS, "kind", "Approval", "decision", "Approve", "verified", "true"))
        .isOne();
  }

  @Test
  void an_unknown_reason_does_not_become_a_label() {
    tell(STARTING, step("state: Failed, reason: Custom4711, " + TALLY));
    assertThat(
            registry
                .get("phaserollout.steps")
                .tags("result", "Failed", "reason", "Other")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void a_time_that_runs_backwards_counts_as_none() {
    meters.time(Metric.POD_CREATION, Duration.ofSeconds(-3));
    assertThat(registry.get(Metric.POD_CREATION.meter()).timer().count()).isEqualTo(1);
    assertThat(seconds(Metric.POD_CREATION)).isZero();
  }

  @Test
  void rollouts_are_shown_by_state_and_what_is_not_known_together() {
    StateGauges.register(
        registry,
        Metric.ROLLOUTS,
        StateGauges.STATES,
        () -> Map.of("Running", 3, "New", 1, "Newer", 1));
    assertThat(registry.get("phaserollout.rollouts").tag("state", "Running").gauge().value())
        .isEqualTo(3);
    assertThat(registry.get("phaserollout.rollouts").tag("state", "Failed").gauge().value())
        .isZero();
    assertThat(registry.get("phaserollout.rollouts").tag("state", "Other").gauge().value())
        .isEqualTo(2);
  }
}
