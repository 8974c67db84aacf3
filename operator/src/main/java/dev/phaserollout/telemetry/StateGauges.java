package dev.phaserollout.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How much there is of each word: rollouts of a state, questions of a kind. */
final class StateGauges {

  /** What the status of a rollout calls its states. */
  static final List<String> STATES =
      List.of(
          "Pending",
          "Refused",
          "Running",
          "Waiting",
          "Suspended",
          "AwaitingAnswer",
          "Ending",
          "RollingBack",
          "Succeeded",
          "Failed",
          "Rejected",
          "Aborted",
          "Superseded",
          "RolledBack",
          "RollbackFailed");

  private StateGauges() {}

  /**
   * Registers a gauge a word; whatever is counted beside them is {@code Other}.
   *
   * @param metric has one label, the word
   * @param counts how much there is of each word; asked for every gauge of a scrape
   */
  static void register(
      MeterRegistry registry,
      Metric metric,
      List<String> words,
      Supplier<Map<String, Integer>> counts) {
    for (String word : words) {
      register(registry, metric, word, () -> counts.get().getOrDefault(word, 0));
    }
    register(
        registry,
        metric,
        LabelWords.OTHER,
        () ->
            counts.get().entrySet().stream()
                .filter(entry -> !words.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum());
  }

  private static void register(
      MeterRegistry registry, Metric metric, String word, Supplier<Number> count) {
    Gauge.builder(metric.meter(), count)
        .description(metric.description())
        .tag(metric.labels().get(0), word)
        .strongReference(true)
        .register(registry);
  }
}
