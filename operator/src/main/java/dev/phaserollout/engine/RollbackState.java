package dev.phaserollout.engine;

import dev.phaserollout.api.RollbackStatus;
import org.jspecify.annotations.Nullable;

/** How far a rollback is, with the word that the status uses. */
enum RollbackState {
  /** Asked for, or to be gone on with; the steps that run are ended first. */
  DUE("Pending"),
  /** Compensations run. */
  RUNNING("Running"),
  /** A person has aborted it; the compensations that run are ended. */
  STOPPING("Stopping"),
  /** Everything in its reach that has a rollback is undone. */
  SUCCEEDED("Succeeded"),
  /** A compensation failed for good. */
  FAILED("Failed"),
  /** A person has aborted it before its end. */
  STOPPED("Stopped");

  private final String word;

  RollbackState(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Whether nothing more happens of itself. */
  boolean over() {
    return this == SUCCEEDED || this == FAILED || this == STOPPED;
  }

  /** A word of a newer version is taken as one that waits for a person. */
  static RollbackState of(RollbackStatus rollback) {
    @Nullable String word = rollback.state();
    for (RollbackState state : values()) {
      if (state.word.equals(word)) {
        return state;
      }
    }
    return STOPPED;
  }
}
