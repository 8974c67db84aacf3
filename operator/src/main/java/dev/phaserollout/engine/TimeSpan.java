package dev.phaserollout.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one form in which users write lengths of time: that of the Gateway API (GEP-2257), such as
 * {@code 500ms}, {@code 30s}, {@code 10m} or {@code 1h30m}. One to four pairs of a whole number of
 * at most five digits and one of the units h, m, s, ms; no sign, no fraction, no blank.
 */
public final class TimeSpan {

  /** What a message names as expected where a length of time was unreadable. */
  public static final String EXPECTED = "a duration such as 30s, 10m or 1h30m (units h, m, s, ms)";

  private static final Pattern WHOLE = Pattern.compile("([0-9]{1,5}(h|m|s|ms)){1,4}");
  private static final Pattern PAIR = Pattern.compile("([0-9]+)(h|ms|m|s)");

  private TimeSpan() {}

  /** The length that {@code text} names, or empty where it is not of this form. */
  public static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher pair = PAIR.matcher(text);
    while (pair.find()) {
      sum = sum.plus(unit(pair.group(2)).multipliedBy(Long.parseLong(pair.group(1))));
    }
    return Optional.of(sum);
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

  private static Duration unit(String name) {
    return switch (name) {
      case "h" -> Duration.ofHours(1);
      case "m" -> Duration.ofMinutes(1);
      case "s" -> Duration.ofSeconds(1);
      default -> Duration.ofMillis(1);
    };
  }
}
