package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.RollbackScope;
import org.jspecify.annotations.Nullable;

/** How far back a rollback goes, with the word that the status uses. */
enum RollbackReach {
  /** Everything since the last run that succeeded. */
  RUN("Run"),
  /** What of that belongs to the phase that failed. */
  PHASE("Phase"),
  /** Only the steps that an edited spec has cancelled: the rest goes on in the next run. */
  CANCELLED("Cancelled");

  private final String word;

  RollbackReach(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static RollbackReach ofWord(@Nullable String word) {
    for (RollbackReach reach : values()) {
      if (reach.word.equals(word)) {
        return reach;
      }
    }
    return RUN;
  }

  static RollbackReach of(PhaseRolloutSpec spec) {
    return spec.rollback() != null && spec.rollback().scope() == RollbackScope.Phase ? PHASE : RUN;
  }
}
