package dev.phaserollout.engine;

import dev.phaserollout.api.CompensationStatus;
import dev.phaserollout.api.StepStatus;
import java.util.List;
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
    return Optional.ofNullable(step.rollback())
        .map(rollback -> StepCodec.read(asStep(step.name(), digest(step), rollback)));
  }

  /** The digest of what is undone; empty where the step left nothing. */
  static String digest(StepStatus step) {
    if (step.digest() != null) {
      return step.digest();
    }
    return step.checkpoint() == null ? "" : step.checkpoint().digest();
  }

  private static StepStatus asStep(String name, String digest, CompensationStatus c) {
    return new StepStatus(
        name,
        c.state(),
        c.reason(),
        c.message(),
        digest,
        c.attempt(),
        c.failures(),
        c.disruptions(),
        c.jobUid(),
        c.startedAt(),
        c.attemptStartedAt(),
        c.runningSince(),
        c.retryingSince(),
        c.nextAttemptAt(),
        c.cancelledAt(),
        null,
        c.completedAt(),
        c.exitCode(),
        c.outputs(),
        null,
        null,
        null,
        List.of(),
        null);
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
