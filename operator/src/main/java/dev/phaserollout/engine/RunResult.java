package dev.phaserollout.engine;

import org.jspecify.annotations.Nullable;

/** How a run ended, with the word that the status uses. */
enum RunResult {
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  ABORTED("Aborted"),
  SUPERSEDED("Superseded");

  private final String word;

  RunResult(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  boolean is(@Nullable String stored) {
    return word.equals(stored);
  }
}
