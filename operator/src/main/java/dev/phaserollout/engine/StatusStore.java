package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;

/** Where status is kept. The one write that decides who is right. */
public interface StatusStore {

  /**
   * Replaces the status that the observation was made with.
   *
   * @return false when somebody else has written since; then nothing of the decision may be
   *     executed
   */
  boolean replace(PhaseRollout observed, PhaseRolloutStatus next);
}
