package dev.phaserollout.engine;

import dev.phaserollout.api.CompensationStatus;
import dev.phaserollout.api.StepStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Between the record of a compensation and its state. A compensation moves as a step does, so its
 * record is the part of a step's that it needs, without what follows from the step beside it.
 */
final class CompensationCodec {

  private CompensationCodec() {}

  /** Empty where the compensation of the step has not begun. */
  static Optional<StepState> read(StepStatus step) {
    return step.undone().map(StepCodec::read);
  }

  /** The digest of what is undone; empty where the step left nothing. */
  static String digest(StepStatus step) {
    if (step.digest() != null) {
      return step.digest();
    }
    return step.checkpoint() == null ? "" : step.checkpoint().digest();
  }

  /** Null where the compensation has not begun. */
  static @Nullable CompensationStatus write(String name, StepState state) {
    if (state instanceof StepState.Pending) {
      return null;
    }
    StepStatus s = StepCodec.write(name, state);
    return new CompensationStatus(
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
        s.outputs());
  }
}
