package dev.phaserollout.gate;

import dev.phaserollout.engine.Verdict;

/** What a source of measurements says, before any condition is asked. */
sealed interface SourceAnswer {

  /** A value, for conditions to judge. */
  record Value(MeasuredValue measured) implements SourceAnswer {}

  /**
   * A source that judges for itself.
   *
   * @param value what was measured, as it is shown
   */
  record Judged(Verdict verdict, String value, String message) implements SourceAnswer {}

  /** An answer that says neither good nor bad: no data, no number, partial data. */
  record Unclear(String why) implements SourceAnswer {}

  /** No answer: not reached, refused, or not understood. */
  record Broken(String why) implements SourceAnswer {}
}
