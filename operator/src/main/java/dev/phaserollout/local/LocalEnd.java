package dev.phaserollout.local;

import dev.phaserollout.api.PhaseRollout;

/**
 * How a local run ended.
 *
 * @param kind what follows for the caller
 * @param rollout as it stands now
 * @param nothingToDo whether everything was done before this call
 * @param message why, and what to do; one sentence without its final stop, empty where the status
 *     says it all
 */
public record LocalEnd(Kind kind, PhaseRollout rollout, boolean nothingToDo, String message) {

  /** The ends that a caller may want to tell apart. */
  public enum Kind {
    /** The run succeeded, now or before; or it was undone or ended, where that was asked for. */
    SUCCEEDED,
    /** The run failed, or could not be gone on with. */
    FAILED,
    /** Nothing is at work and nothing will happen until a person acts. */
    WAITING,
    /** Somebody asked the program to stop; what ran was ended and will run again. */
    INTERRUPTED,
    /** The spec was refused; nothing was started. */
    REFUSED
  }
}
