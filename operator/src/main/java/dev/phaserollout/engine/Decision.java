package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutStatus;
import java.util.List;
import java.util.Optional;

/**
 * What follows from an observation.
 *
 * @param status to be stored before any effect is executed, unless it equals the stored one
 * @param effects in the order in which to execute them
 * @param wake the earliest time at which a new decision could differ without any new sighting
 */
public record Decision(PhaseRolloutStatus status, List<Effect> effects, Optional<Wake> wake) {

  /** Leaves everything as it is. */
  static Decision nothing(PhaseRolloutStatus stored) {
    return new Decision(stored, List.of(), Optional.empty());
  }
}
