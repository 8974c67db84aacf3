package dev.phaserollout.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How many rollouts are in which state. */
final class StateGauges {

  /** What the status of a rollout calls its states; whatever else it says is {@code Other}. */
  static final List<String> STATES =
      List.of(
          "Pending",
          "Refused",
          "Running",
          "Suspended",
          "Ending",
          "Succeeded",
          "Failed",
          "Aborted",
          "Superseded");

  private StateGauges() {}

  /**
   * Registers a gauge a state.
   *
   * @param states how many rollouts there are of each state; asked for every gauge of a scrape
   */
  static void register(MeterRegistry registry, Supplier<Map<String, Integer>> states) {
    for (String state : STATES) {
      register(registry, state, () -> states.get().getOrDefault(state, 0));
    }
    register(
        registry,
        LabelWords.OTHER,
        () ->
            states.get().entrySet().stream()
                .filter(entry -> !STATES.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum());
  }

  private static void register(MeterRegistry registry, String state, Supplier<Number> count) {
    Gauge.builder(Metric.ROLLOUTS.meter(), count)
        .description(Metric.ROLLOUTS.description())
        .tag(Metric.ROLLOUTS.labels().get(0), state)
        .strongReference(true)
        .register(registry);
  }
}
