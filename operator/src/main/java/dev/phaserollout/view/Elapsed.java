package dev.phaserollout.view;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Spans of time as people read them: {@code 0.4s}, {@code 12s}, {@code 3m05s}, {@code 2h10m}. */
final class Elapsed {

  private static final long TENTHS_BELOW_MS = 10_000;
  private static final long MINUTE_S = 60;
  private static final long HOUR_S = 3600;
  private static final long DAY_S = 86_400;

  private Elapsed() {}

  static Optional<Instant> time(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }

  /**
   * From {@code begin} to {@code end}, or to {@code now} while there is no end; empty without
   * begin.
   */
  static String between(@Nullable String begin, @Nullable String end, Instant now) {
    return time(begin).map(from -> text(Duration.between(from, time(end).orElse(now)))).orElse("");
  }

  static String text(Duration duration) {
    long ms = Math.max(0, duration.toMillis());
    long seconds = ms / 1000;
    if (ms < TENTHS_BELOW_MS) {
      return seconds + "." + ms % 1000 / 100 + "s";
    }
    if (seconds < MINUTE_S) {
      return seconds + "s";
    }
    if (seconds < HOUR_S) {
      return seconds / MINUTE_S + "m" + twoDigits(seconds % MINUTE_S) + "s";
    }
    if (seconds < DAY_S) {
      return seconds / HOUR_S + "h" + twoDigits(seconds % HOUR_S / MINUTE_S) + "m";
    }
    return seconds / DAY_S + "d" + twoDigits(seconds % DAY_S / HOUR_S) + "h";
  }

  /** What is left, never in tenths: {@code 3s}. */
  static String left(Duration duration) {
    long seconds = Math.max(0, (duration.toMillis() + 999) / 1000);
    return seconds < MINUTE_S ? seconds + "s" : text(Duration.ofSeconds(seconds));
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
