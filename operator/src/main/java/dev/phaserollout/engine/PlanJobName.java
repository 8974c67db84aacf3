package dev.phaserollout.engine;

import org.jspecify.annotations.Nullable;

/**
 * The name of the Job of a step's newest attempt. It costs a digest, and every look at the rollout
 * asks for it several times.
 *
 * <p>Safe to call from several threads: at worst the same name is worked out twice.
 */
final class PlanJobName {

  /** A name with all that it follows from. */
  private record Known(String rollout, Attempt attempt, String name) {}

  private @Nullable Known newest;

  String of(String rollout, Attempt attempt) {
    Known known = newest;
    if (known == null || !known.attempt().equals(attempt) || !known.rollout().equals(rollout)) {
      known = new Known(rollout, attempt, PlanNames.job(rollout, attempt));
      newest = known;
    }
    return known.name();
  }
}
