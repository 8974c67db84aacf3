package dev.phaserollout.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * The one form in which users write lengths of time: that of the Gateway API (GEP-2257), such as
 * {@code 500ms}, {@code 30s}, {@code 10m} or {@code 1h30m}. One to four pairs of a whole number of
 * at most five digits and one of the units h, m, s, ms; no sign, no fraction, no blank.
 */
public final class TimeSpan {

  /** What a message names as expected where a length of time was unreadable. */
  public static final String EXPECTED = "a duration such as 30s, 10m or 1h30m (units h, m, s, ms)";

  private static final int PAIRS_MAX = 4;
  private static final int DIGITS_MAX = 5;

  private TimeSpan() {}

  /** The length that {@code text} names, or empty where it is not of this form. */
  public static Optional<Duration> parse(String text) {
    long millis = 0;
    int at = 0;
    for (int pairs = 0; at < text.length(); pairs++) {
      int unit = afterDigits(text, at);
      int next = afterUnit(text, unit);
      if (pairs == PAIRS_MAX || unit == at || unit - at > DIGITS_MAX || next == unit) {
        return Optional.empty();
      }
      millis += Long.parseLong(text, at, unit, 10) * unitMillis(text, unit, next);
      at = next;
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  private static int afterDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** Where the unit at this place ends; the place itself where there is none. */
  private static int afterUnit(String text, int from) {
    if (text.startsWith("ms", from)) {
      return from + 2;
    }
    return from < text.length() && "hms".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
  }

  /**
   * The length that {@code text} names, for text that was checked before.
   *
   * @throws IllegalArgumentException where it is not of this form
   */
  public static Duration of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not " + EXPECTED));
  }

  /**
   * The shortest text that {@link #parse} reads as the same length; what is below a millisecond is
   * cut off, and a length below zero is {@code 0s}.
   */
  public static String text(Duration length) {
    if (length.compareTo(Duration.ofMillis(1)) < 0) {
      return "0s";
    }
    return part(length.toHours(), "h")
        + part(length.toMinutesPart(), "m")
        + part(length.toSecondsPart(), "s")
        + part(length.toMillisPart(), "ms");
  }

  private static String part(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }

  private static long unitMillis(String text, int from, int to) {
    if (to - from == 2) {
      return 1;
    }
    return switch (text.charAt(from)) {
      case 'h' -> 3_600_000;
      case 'm' -> 60_000;
      default -> 1_000;
    };
  }
}
