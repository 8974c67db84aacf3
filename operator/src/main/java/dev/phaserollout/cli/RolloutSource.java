package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import java.util.Optional;

/** Where a verb finds a rollout with its status: the state folder of a file, or a cluster. */
interface RolloutSource {

  /** The name that the rollout is asked for by. */
  String name();

  /**
   * The rollout as it stands; empty where it has never been run.
   *
   * @throws Refusal where it cannot be read, and the user can mend that
   */
  Optional<PhaseRollout> read();
}
