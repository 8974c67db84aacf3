package dev.phaserollout.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Parts of the sentences that people read. */
final class Sentence {

  private Sentence() {}

  /** {@code : exit code 3 (NonZeroExit)}, as far as there is anything to say. */
  static String because(String reason, String message) {
    if (message.isEmpty()) {
      return reason.isEmpty() ? "" : ": " + reason;
    }
    return ": " + message + (reason.isEmpty() ? "" : " (" + reason + ")");
  }

  /** {@code in 2.3s} with a space before it; empty where the beginning is not known. */
  static String took(Optional<Instant> from, Instant to) {
    return from.map(began -> " in " + time(began, to)).orElse("");
  }

  /** Seconds with a tenth below a minute, then hours, minutes and seconds. */
  static String time(Instant from, Instant to) {
    Duration took = from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
    if (took.toMinutes() == 0) {
      return took.toSeconds() + "." + took.toMillisPart() / 100 + "s";
    }
    String hours = took.toHours() == 0 ? "" : took.toHours() + "h";
    return hours + took.toMinutesPart() + "m" + took.toSecondsPart() + "s";
  }

  /** {@code ; failed: a, b}; empty where there are none. */
  static String list(String title, List<String> names) {
    return names.isEmpty() ? "" : "; " + title + ": " + String.join(", ", names);
  }

  /** As many characters of an id as tell the commits of the largest repositories apart. */
  static String commit(String id) {
    return id.substring(0, Math.min(12, id.length()));
  }

  static String counted(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
