package dev.phaserollout.local;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import java.util.Optional;

/** Hears what a local run has to say. Called on the thread of the run; must not block it. */
public interface RunListener {

  /** How the rollout stands before anything is done, where an earlier call has begun it. */
  void stands(PhaseRollout rollout);

  /**
   * The status has changed and is safe on disk.
   *
   * @param before empty when there was none
   * @param after the rollout with its new status
   */
  void changed(Optional<PhaseRolloutStatus> before, PhaseRollout after);

  /**
   * Whether somebody is being asked one of the open questions and may answer it here, so that the
   * run has something to wait for.
   *
   * @param rollout as the listener was told last, with at least one question
   */
  boolean asks(PhaseRollout rollout);

  /** Something that is no part of the status and that a person should know. */
  void note(String sentence);
}
