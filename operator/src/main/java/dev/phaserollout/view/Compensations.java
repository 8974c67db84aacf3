package dev.phaserollout.view;

import dev.phaserollout.api.CompensationStatus;
import dev.phaserollout.api.StepStatus;
import java.util.List;
import java.util.Optional;

/** The compensation of a step, seen as a step of its own: it moves and ends in the same words. */
final class Compensations {

  private Compensations() {}

  /** Empty where the compensation of the step has not begun. */
  static Optional<StepStatus> of(StepStatus step) {
    return Optional.ofNullable(step.rollback()).map(rollback -> asStep(step.name(), rollback));
  }

  private static StepStatus asStep(String name, CompensationStatus c) {
    return new StepStatus(
        name,
        c.state(),
        c.reason(),
        c.message(),
        null,
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
}
