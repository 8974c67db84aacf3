package dev.phaserollout.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Series of the past, written down by a test as if they had been scraped every fifteen seconds, in
 * the text format that {@code promtool tsdb create-blocks-from openmetrics} reads.
 */
public final class OpenMetrics {

  /** The time between two samples. */
  public static final Duration STEP = Duration.ofSeconds(15);

  private final Instant end;
  private final Map<String, StringBuilder> families = new LinkedHashMap<>();

  /** Series that end at this time, or earlier. */
  public OpenMetrics(Instant end) {
    this.end = end;
  }

  /** The time that the series end at. */
  public Instant end() {
    return end;
  }

  /**
   * Adds a series that ends at the end.
   *
   * @param name of the series, such as {@code x_total}, or {@code d_bucket}
   * @param labels such as {@code job="a"}
   * @param length how long before the end it begins
   * @param value the value of a sample, by its number from 0, oldest first
   */
  public OpenMetrics series(
      String name, String labels, Duration length, IntToDoubleFunction value) {
    return series(name, labels, length, Duration.ZERO, value);
  }

  /** Adds a series that ends some time before the end. */
  public OpenMetrics series(
      String name, String labels, Duration length, Duration endedAgo, IntToDoubleFunction value) {
    StringBuilder family = families.computeIfAbsent(name, key -> new StringBuilder());
    Instant at = end.minus(length);
    Instant last = end.minus(endedAgo);
    for (int number = 0; !at.isAfter(last); number++) {
      family.append(
          String.format(
              Locale.ROOT,
              "%s{%s} %s %d.%03d%n",
              name,
              labels,
              value.applyAsDouble(number),
              at.getEpochSecond(),
              at.getNano() / 1_000_000));
      at = at.plus(STEP);
    }
    return this;
  }

  /** The whole text. Types are left out: a query reads numbers. */
  String text() {
    return String.join("", families.values()) + "# EOF\n";
  }
}
