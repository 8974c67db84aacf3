package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import java.util.Optional;

/** Hears of every status that the API server has taken from this process. */
@FunctionalInterface
interface StatusListener {

  void changed(Optional<PhaseRolloutStatus> before, PhaseRollout after);
}
