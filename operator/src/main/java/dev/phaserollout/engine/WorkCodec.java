package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Between the record of a compensation, a Git Job or a measurement and its state. All move as a
 * step does, so their record is the part of a step's that they need, without what follows from
 * where it is.
 */
final class WorkCodec {

  private WorkCodec() {}

  /** Empty where the compensation of the step has not begun. */
  static Optional<StepState> undoing(StepStatus step) {
    return step.undone().map(StepCodec::read);
  }

  /** Empty where the Git Job after the step has not begun. */
  static Optional<StepState> landing(StepStatus step) {
    return step.landing().map(StepCodec::read);
  }

  /** Empty where the gate is not measured by a Job, or has not been yet. */
  static Optional<StepState> measuring(GateStatus gate) {
    return Optional.ofNullable(gate.job())
        .map(job -> StepCodec.read(job.asStep(gate.name(), GateJobs.THE_GATE)));
  }

  /** The digest of what is undone; empty where the step left nothing. */
  static String digest(StepStatus step) {
    if (step.digest() != null) {
      return step.digest();
    }
    return step.checkpoint() == null ? "" : step.checkpoint().digest();
  }

  /** Null where the work has not begun. */
  static @Nullable WorkStatus write(String name, StepState state) {
    if (state instanceof StepState.Pending) {
      return null;
    }
    StepStatus s = StepCodec.write(name, state);
    return new WorkStatus(
        s.state(),
        s.reason(),
        s.message(),
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
        s.completedAt(),
        s.exitCode(),
        s.outputs(),
        s.commit());
  }
}
