package dev.phaserollout.gate;

import dev.phaserollout.engine.Expressions.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plain series selector such as {@code http_requests_total{job="checkout",code=~"5.."}}: a name,
 * matchers, or both. No range, offset, function or operator: those are the operator's to write, and
 * text that is more than a selector could change the meaning of what is written around it.
 *
 * @param metric the name of the series; empty where it is among the matchers
 */
record SeriesSelector(Optional<String> metric, List<Matcher> matchers) {

  /**
   * One condition on a label.
   *
   * @param label its name; empty for a quoted name of the series, as Prometheus 3 takes it
   * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
   * @param value with its quotes, as it was written
   */
  record Matcher(String label, String operator, String value) {
    String text() {
      return label + operator + value;
    }
  }

  SeriesSelector {
    matchers = List.copyOf(matchers);
  }

  /** A text as it was understood: exactly one of the two is present. */
  record Reading(Optional<SeriesSelector> selector, Optional<Fault> fault) {}

  static Reading read(String text) {
    return new SelectorReader(text).read();
  }

  /** The selector of a text that {@link #read} understands. */
  static SeriesSelector of(String text) {
    Reading reading = read(text);
    return reading
        .selector()
        .orElseThrow(() -> new IllegalArgumentException(reading.fault().orElseThrow().message()));
  }

  /** The value, without its quotes, that a label must equal; empty where none is asked for. */
  Optional<String> valueOf(String label) {
    return matchers.stream()
        .filter(matcher -> matcher.label().equals(label) && matcher.operator().equals("="))
        .map(matcher -> matcher.value().substring(1, matcher.value().length() - 1))
        .findFirst();
  }

  /** The same without conditions on a label. */
  SeriesSelector without(String label) {
    List<Matcher> others = new ArrayList<>(matchers);
    others.removeIf(matcher -> matcher.label().equals(label));
    return new SeriesSelector(metric, others);
  }

  /** As PromQL. */
  String text() {
    String conditions = String.join(",", matchers.stream().map(Matcher::text).toList());
    return metric.orElse("") + (conditions.isEmpty() ? "" : "{" + conditions + "}");
  }
}
