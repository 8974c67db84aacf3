package dev.phaserollout.engine;

import java.time.Instant;

/**
 * What a step has used up in this run.
 *
 * @param attempt number of the current or last attempt, from 1
 * @param failures attempts that count against the retry limit
 * @param disruptions attempts that the surroundings took away
 * @param firstStartedAt when the first attempt was asked for
 */
record StepTally(int attempt, int failures, int disruptions, Instant firstStartedAt) {

  static StepTally first(Instant now) {
    return new StepTally(1, 0, 0, now);
  }

  StepTally after(StepFailure failure) {
    return switch (failure.kind()) {
      case INTERRUPTED -> this;
      case DISRUPTED -> new StepTally(attempt, failures, disruptions + 1, firstStartedAt);
      default -> new StepTally(attempt, failures + 1, disruptions, firstStartedAt);
    };
  }

  StepTally next() {
    return new StepTally(attempt + 1, failures, disruptions, firstStartedAt);
  }
}
