package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the open-ended words and the times of a status say, an absent one too. */
final class StatusWords {

  static final String FAILED = "Failed";
  static final String TIMED_OUT = "TimedOut";
  static final String DISRUPTED = "Disrupted";
  static final String INTERRUPTED = "Interrupted";
  static final String LOST = "Lost";
  static final String ERROR = "Error";

  private StatusWords() {}

  static String state(@Nullable String state) {
    return state == null ? StateWord.PENDING : state;
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The number of the latest attempt, 0 where there was none. */
  static int attempt(StepStatus step) {
    return step.attempt() == null ? 0 : step.attempt();
  }

  /** Whether a Job of the step may be at work. */
  static boolean atWork(StepStatus step) {
    return switch (state(step.state())) {
      case StateWord.STARTING, StateWord.RUNNING, StateWord.CANCELLING -> true;
      default -> false;
    };
  }

  /** Whether nothing more comes of it in this run; words of newer versions count as ends. */
  static boolean over(String state) {
    return switch (state) {
      case StateWord.PENDING,
          StateWord.WAITING,
          StateWord.STARTING,
          StateWord.RUNNING,
          StateWord.CANCELLING,
          StateWord.RETRYING,
          StateWord.MEASURING,
          StateWord.AWAITING_ANSWER ->
          false;
      default -> true;
    };
  }

  /** Whether somebody may have to look; what was overtaken or is not known is no failure. */
  static boolean bad(String end) {
    return !well(end) && !end.equals("Superseded") && !end.equals(Happening.UNKNOWN);
  }

  static boolean well(String state) {
    return state.equals(StateWord.SUCCEEDED) || state.equals(StateWord.SKIPPED);
  }

  /** Empty where there is no time, or where somebody wrote what is none. */
  static Optional<Instant> time(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
