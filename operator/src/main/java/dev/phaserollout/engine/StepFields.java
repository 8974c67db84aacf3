package dev.phaserollout.engine;

import dev.phaserollout.api.CompensationStatus;
import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a step's status while one is being composed. */
final class StepFields {

  private final String name;
  @Nullable String state;
  @Nullable String reason;
  @Nullable String message;
  @Nullable String digest;
  @Nullable Integer attempt;
  @Nullable Integer failures;
  @Nullable Integer disruptions;
  @Nullable String jobUid;
  @Nullable String startedAt;
  @Nullable String attemptStartedAt;
  @Nullable String runningSince;
  @Nullable String retryingSince;
  @Nullable String nextAttemptAt;
  @Nullable String cancelledAt;
  @Nullable String askedAt;
  @Nullable String completedAt;
  @Nullable Integer exitCode;
  @Nullable Map<String, String> outputs;
  @Nullable Integer reusedFromRun;
  @Nullable String commit;
  @Nullable StepCheckpoint checkpoint;

  StepFields(String name) {
    this.name = name;
  }

  /** The step's status with another record of its compensation. */
  static StepStatus with(StepStatus s, @Nullable CompensationStatus rollback) {
    return with(s, s.state(), s.message(), s.gates(), rollback);
  }

  static StepStatus with(StepStatus s, String state) {
    return with(s, state, s.message(), s.gates(), s.rollback());
  }

  static StepStatus with(StepStatus s, List<GateStatus> gates) {
    return with(s, s.state(), s.message(), gates, s.rollback());
  }

  static StepStatus withMessage(StepStatus s, String message) {
    return with(s, s.state(), message, s.gates(), s.rollback());
  }

  private static StepStatus with(
      StepStatus s,
      @Nullable String state,
      @Nullable String message,
      List<GateStatus> gates,
      @Nullable CompensationStatus rollback) {
    return new StepStatus(
        s.name(),
        state,
        s.reason(),
        message,
        s.digest(),
        s.attempt(),
        s.failures(),
        s.disruptions(),
        s.jobUid(),
        s.startedAt(),
        s.attemptStartedAt(),
        s.runningSince(),
        s.retryingSince(),
        s.nextAttemptAt(),
        s.cancelledAt(),
        s.askedAt(),
        s.completedAt(),
        s.exitCode(),
        s.outputs(),
        s.commit(),
        s.reusedFromRun(),
        s.checkpoint(),
        gates,
        rollback);
  }

  void tally(StepTally tally, String ofDigest) {
    digest = ofDigest;
    attempt = tally.attempt();
    failures = tally.failures() == 0 ? null : tally.failures();
    disruptions = tally.disruptions() == 0 ? null : tally.disruptions();
    startedAt = StatusTime.text(tally.firstStartedAt());
    checkpoint = tally.voided().orElse(null);
  }

  void attempt(StepTally tally, String ofDigest, Instant since) {
    tally(tally, ofDigest);
    attemptStartedAt = StatusTime.text(since);
  }

  void trouble(Optional<Trouble> trouble) {
    reason = trouble.map(Trouble::reason).orElse(null);
    message = trouble.map(Trouble::message).map(StatusSize::bounded).orElse(null);
  }

  void failure(StepFailure failure) {
    reason = failure.reason();
    message = StatusSize.bounded(failure.message());
    exitCode = failure.exitCode().orElse(null);
  }

  StepStatus toStatus() {
    return new StepStatus(
        name,
        state,
        reason,
        message,
        digest,
        attempt,
        failures,
        disruptions,
        jobUid,
        startedAt,
        attemptStartedAt,
        runningSince,
        retryingSince,
        nextAttemptAt,
        cancelledAt,
        askedAt,
        completedAt,
        exitCode,
        outputs,
        commit,
        reusedFromRun,
        checkpoint,
        List.of(),
        null);
  }
}
