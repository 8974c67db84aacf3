package devnet.infrastructure;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counters and durations, in the text format of Prometheus. */
public final class Metrics {

  private final Map<String, Double> values = new TreeMap<>();

  /**
   * One more.
   *
   * @param labels such as {@code outcome="success"}
   */
  public void count(String name, String labels) {
    add(name + "_total{" + labels + "}", 1);
  }

  /** One more that took this long; count and sum give the mean. */
  public synchronized void took(String name, Duration duration) {
    add(name + "_seconds_count", 1);
    add(name + "_seconds_sum", duration.toNanos() / 1e9);
  }

  private synchronized void add(String series, double value) {
    values.merge(series, value, Double::sum);
  }

  /** All series, in alphabetical order. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (series, value) ->
            text.append(series).append(String.format(Locale.ROOT, " %.6f%n", value)));
    return text.toString();
  }
}
