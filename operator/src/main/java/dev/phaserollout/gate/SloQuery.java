package dev.phaserollout.gate;

import dev.phaserollout.engine.TimeSpan;
import dev.phaserollout.gate.PrometheusAnswer.Sample;
import dev.phaserollout.gate.SloIndicator.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One query for all windows of a plan, and what its answer says of each. One query, so that all
 * windows are seen at one moment and a provider is asked once a measurement; each number carries
 * what it is in a label.
 */
final class SloQuery {

  private static final String LABEL = "phaserollout";
  private static final String TOTAL = "total";
  private static final String COUNTED = "counted";

  private SloQuery() {}

  /** PromQL that gives up to two numbers a window. */
  static String text(SloIndicator indicator, SloPlan plan) {
    List<String> parts = new ArrayList<>();
    for (Duration window : plan.windows()) {
      String text = TimeSpan.text(window);
      parts.add(labelled(indicator.total(text), TOTAL, text));
      parts.add(labelled(indicator.counted(text), COUNTED, text));
    }
    return String.join(" or ", parts);
  }

  private static String labelled(String number, String what, String window) {
    return "label_replace("
        + number
        + ", \""
        + LABEL
        + "\", \""
        + what
        + " "
        + window
        + "\", \"\", \"\")";
  }

  /** The events of each window that something is known of. */
  static Map<Duration, WindowEvents> read(
      SloIndicator indicator, SloPlan plan, List<Sample> samples) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Sample sample : samples) {
      numbers.put(sample.labels().getOrDefault(LABEL, ""), sample.number());
    }
    Map<Duration, WindowEvents> known = new LinkedHashMap<>();
    for (Duration window : plan.windows()) {
      String text = TimeSpan.text(window);
      Optional<Double> total = finite(numbers, TOTAL + " " + text);
      Optional<Double> counted = finite(numbers, COUNTED + " " + text);
      if (indicator.counts() == Counts.BAD && !numbers.containsKey(COUNTED + " " + text)) {
        counted = Optional.of(0.0);
      }
      if (total.isPresent() && counted.isPresent()) {
        known.put(window, events(indicator, total.get(), counted.get()));
      }
    }
    return known;
  }

  private static Optional<Double> finite(Map<String, Double> numbers, String key) {
    return Optional.ofNullable(numbers.get(key)).filter(Double::isFinite);
  }

  private static WindowEvents events(SloIndicator indicator, double total, double counted) {
    return WindowEvents.of(total, indicator.counts() == Counts.BAD ? counted : total - counted);
  }
}
