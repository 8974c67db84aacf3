package dev.phaserollout.engine;

import dev.phaserollout.api.StepCheckpoint;
import java.time.Instant;
import java.util.Optional;

/**
 * What a step has used up in this run.
 *
 * @param attempt number of the current or last attempt, from 1
 * @param failures attempts that count against the retry limit
 * @param disruptions attempts that the surroundings took away
 * @param firstStartedAt when the first attempt was asked for
 * @param voided what an earlier run left of this step, which this one does anew: where no attempt
 *     gets to work, that is still there to be undone
 */
record StepTally(
    int attempt,
    int failures,
    int disruptions,
    Instant firstStartedAt,
    Optional<StepCheckpoint> voided) {

  static StepTally first(Instant now) {
    return first(now, Optional.empty());
  }

  static StepTally first(Instant now, Optional<StepCheckpoint> voided) {
    return new StepTally(1, 0, 0, now, voided);
  }

  /** Of a step that was never tried. */
  static StepTally none(Instant now) {
    return new StepTally(0, 0, 0, now, Optional.empty());
  }

  StepTally after(StepFailure failure) {
    return switch (failure.kind()) {
      case INTERRUPTED -> this;
      case DISRUPTED -> new StepTally(attempt, failures, disruptions + 1, firstStartedAt, voided);
      default -> new StepTally(attempt, failures + 1, disruptions, firstStartedAt, voided);
    };
  }

  StepTally next() {
    return new StepTally(attempt + 1, failures, disruptions, firstStartedAt, voided);
  }

  /** A person asks for another attempt: what has failed so far is forgiven, and its number kept. */
  StepTally forgiven() {
    return new StepTally(attempt, 0, 0, firstStartedAt, voided);
  }
}
