package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, where the status of its step has moved on: while a step waits for its next
 * attempt, or for a person to say what becomes of it, the status has the reason of the last one and
 * counts, but not its outcome.
 */
final class AttemptEnds {

  private AttemptEnds() {}

  /**
   * The outcome of the latest attempt of a step that is over, judged, tried again or asked about.
   */
  static String outcome(StepStatus step) {
    String state = StatusWords.state(step.state());
    return switch (state) {
      case StateWord.RETRYING, StateWord.AWAITING_ANSWER -> outcomeByReason(step);
      case StateWord.MEASURING -> StateWord.SUCCEEDED;
      default -> state;
    };
  }

  private static String outcomeByReason(StepStatus step) {
    return switch (StatusWords.orEmpty(step.reason())) {
      case "Disrupted" -> StatusWords.DISRUPTED;
      case "Interrupted" -> StatusWords.INTERRUPTED;
      case "StepTimedOut" -> StatusWords.TIMED_OUT;
      case "OutcomeLost" -> StatusWords.LOST;
      case "InvalidOutputs" -> StatusWords.FAILED;
      default -> step.exitCode() == null ? StatusWords.ERROR : StatusWords.FAILED;
    };
  }

  /**
   * The outcome of an attempt that another one has followed in the same write; all that is left of
   * it is what it was counted as.
   */
  static String outcomeByCounts(StepStatus before, StepStatus after, boolean compensation) {
    if (count(after.disruptions()) > count(before.disruptions())) {
      return StatusWords.DISRUPTED;
    }
    if (count(after.failures()) > count(before.failures())) {
      return StatusWords.FAILED;
    }
    // An interruption counts as nothing; a rollback that a person goes on with counts anew.
    return compensation ? Happening.UNKNOWN : StatusWords.INTERRUPTED;
  }

  private static int count(@Nullable Integer counted) {
    return counted == null ? 0 : counted;
  }
}
