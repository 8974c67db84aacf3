package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import org.jspecify.annotations.Nullable;

/** How a run ended, with the word that the status uses. */
enum RunResult {
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  ABORTED("Aborted"),
  REJECTED("Rejected"),
  ROLLED_BACK("RolledBack"),
  SUPERSEDED("Superseded");

  private final String word;

  RunResult(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Whether what the run released is what stands: it succeeded, and nobody has rolled it back. */
  static boolean stands(RunStatus run) {
    return SUCCEEDED.is(run.result()) && run.rollback() == null;
  }

  boolean is(@Nullable String stored) {
    return word.equals(stored);
  }
}
