package dev.phaserollout.benchmark.cluster;

import java.util.List;
import java.util.Locale;

/** Percentiles of measured values. */
record Percentiles(double p50, double p99) {

  static Percentiles of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return new Percentiles(at(sorted, 0.50), at(sorted, 0.99));
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f / %.1f", p50, p99);
  }
}
