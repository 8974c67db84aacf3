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

  private static final int DAY = 86_400;

  private StatusTime() {}

  static String text(Instant time) {
    int millis = time.getNano() / 1_000_000;
    char[] text = new char[millis == 0 ? 20 : 24];
    if (!writeSeconds(time.getEpochSecond(), text)) {
      return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
    if (millis != 0) {
      text[19] = '.';
      write(millis, text, 20, 3);
    }
    text[text.length - 1] = 'Z';
    return new String(text);
  }

  /** Conditions keep whole seconds, as every Kubernetes API does. */
  static String textInSeconds(Instant time) {
    return text(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Writes {@code 2026-03-02T09:00:00}, far faster than the JDK's formatter for every kind of time;
   * false for a year that has not four digits.
   */
  private static boolean writeSeconds(long epochSecond, char[] text) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, DAY));
    if (day.getYear() < 0 || day.getYear() > 9999) {
      return false;
    }
    int second = Math.floorMod(epochSecond, DAY);
    write(day.getYear(), text, 0, 4);
    text[4] = '-';
    write(day.getMonthValue(), text, 5, 2);
    text[7] = '-';
    write(day.getDayOfMonth(), text, 8, 2);
    text[10] = 'T';
    write(second / 3600, text, 11, 2);
    text[13] = ':';
    write(second / 60 % 60, text, 14, 2);
    text[16] = ':';
    write(second % 60, text, 17, 2);
    return true;
  }

  private static void write(int number, char[] text, int from, int digits) {
    int rest = number;
    for (int i = from + digits - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
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

  /**
   * Whether {@code text} is no time or not after {@code known}, which is one, as far as can be said
   * without reading it.
   */
  static boolean isNotAfter(String text, String known) {
    return text.length() == known.length()
        && isOurs(text)
        && isOurs(known)
        && text.compareTo(known) <= 0;
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
    return Instant.ofEpochSecond(day * DAY + time.toSecondOfDay(), millis * 1_000_000);
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
