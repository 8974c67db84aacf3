package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
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
  List<GateStatus> gates = List.of();
  @Nullable WorkStatus rollback;
  @Nullable WorkStatus git;

  StepFields(String name) {
    this.name = name;
  }

  /** The fields of a status, to be changed. */
  static StepFields of(StepStatus s) {
    StepFields fields = new StepFields(s.name());
    fields.state = s.state();
    fields.reason = s.reason();
    fields.message = s.message();
    fields.digest = s.digest();
    fields.attempt = s.attempt();
    fields.failures = s.failures();
    fields.disruptions = s.disruptions();
    fields.jobUid = s.jobUid();
    fields.startedAt = s.startedAt();
    fields.attemptStartedAt = s.attemptStartedAt();
    fields.runningSince = s.runningSince();
    fields.retryingSince = s.retryingSince();
    fields.nextAttemptAt = s.nextAttemptAt();
    fields.cancelledAt = s.cancelledAt();
    fields.askedAt = s.askedAt();
    fields.completedAt = s.completedAt();
    fields.exitCode = s.exitCode();
    fields.outputs = s.outputs();
    fields.commit = s.commit();
    fields.reusedFromRun = s.reusedFromRun();
    fields.checkpoint = s.checkpoint();
    fields.gates = s.gates();
    fields.rollback = s.rollback();
    fields.git = s.git();
    return fields;
  }

  /** The step's status with another record of its compensation. */
  static StepStatus with(StepStatus s, @Nullable WorkStatus rollback) {
    StepFields fields = of(s);
    fields.rollback = rollback;
    return fields.toStatus();
  }

  static StepStatus with(StepStatus s, String state) {
    StepFields fields = of(s);
    fields.state = state;
    return fields.toStatus();
  }

  static StepStatus with(StepStatus s, List<GateStatus> gates) {
    StepFields fields = of(s);
    fields.gates = gates;
    return fields.toStatus();
  }

  static StepStatus withMessage(StepStatus s, String message) {
    StepFields fields = of(s);
    fields.message = message;
    return fields.toStatus();
  }

  static StepStatus withCommit(StepStatus s, String commit) {
    StepFields fields = of(s);
    fields.commit = commit;
    return fields.toStatus();
  }

  /** The step's status with another record of the Git Job after it. */
  static StepStatus withLanding(StepStatus s, @Nullable WorkStatus git) {
    StepFields fields = of(s);
    fields.git = git;
    return fields.toStatus();
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
        gates,
        rollback,
        git);
  }
}
