package dev.phaserollout.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as the status stores them: RFC 3339 in UTC, to the millisecond. */
final class StatusTime {

  private StatusTime() {}

  static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Conditions keep whole seconds, as every Kubernetes API does. */
  static String textInSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Empty where there is no time or where somebody wrote what is none. */
  static Optional<Instant> read(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(isOurs(text) ? ours(text) : Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether the text has the shape that {@link #text} writes, which is read far faster. */
  private static boolean isOurs(String text) {
    return (text.length() == 24 && text.charAt(19) == '.' && text.charAt(23) == 'Z')
        || (text.length() == 20 && text.charAt(19) == 'Z');
  }

  private static Instant ours(String text) {
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
    long millis = text.length() == 24 ? number(text, 20, 23) : 0;
    return Instant.ofEpochSecond(day * 86_400 + time.toSecondOfDay(), millis * 1_000_000);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("no digit at " + i + " in " + text);
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
