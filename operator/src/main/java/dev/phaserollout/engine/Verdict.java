package dev.phaserollout.engine;

import java.util.Optional;
import java.util.stream.Stream;

/** What one measurement of a gate says, with the word that the status uses. */
public enum Verdict {
  /** Measured, and good. */
  PASS("Pass"),

  /** Measured, and bad. Nothing else ever leads to a rollback. */
  FAIL("Fail"),

  /** Measured, but it cannot be told whether good or bad: no data, no number, too few events. */
  INCONCLUSIVE("Inconclusive"),

  /** Could not be measured: the provider did not answer, or refused. */
  ERROR("Error");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** The word that the status stores. */
  public String word() {
    return word;
  }

  /** The verdict of a stored word; empty for a word of another version. */
  public static Optional<Verdict> of(String word) {
    return Stream.of(values()).filter(verdict -> verdict.word.equals(word)).findFirst();
  }
}
