package dev.phaserollout.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Counters and timers of a registry by {@link Metric} and label values; safe for all threads. */
final class Meters {

  private static final Duration[] SHORT =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final Duration[] LONG =
      Stream.of(1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 86_400)
          .map(Duration::ofSeconds)
          .toArray(Duration[]::new);

  private record Key(Metric metric, List<String> values) {}

  private final MeterRegistry registry;

  /** A registry builds an id for every look-up, which costs more than counting does. */
  private final Map<Key, Meter> known = new ConcurrentHashMap<>();

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(Metric metric, String... values) {
    Key key = new Key(metric, List.of(values));
    ((Counter) known.computeIfAbsent(key, this::counter)).increment();
  }

  /** A time below zero, which a clock that was set back may give, counts as zero. */
  void time(Metric metric, Duration took, String... values) {
    Key key = new Key(metric, List.of(values));
    ((Timer) known.computeIfAbsent(key, this::timer))
        .record(took.isNegative() ? Duration.ZERO : took);
  }

  private Counter counter(Key key) {
    return Counter.builder(key.metric().meter())
        .description(key.metric().description())
        .tags(tags(key))
        .register(registry);
  }

  private Timer timer(Key key) {
    return Timer.builder(key.metric().meter())
        .description(key.metric().description())
        .tags(tags(key))
        .serviceLevelObjectives(key.metric().kind() == Metric.Kind.TIMER ? SHORT : LONG)
        .register(registry);
  }

  private static Tags tags(Key key) {
    List<String> names = key.metric().labels();
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      tags.add(Tag.of(names.get(i), key.values().get(i)));
    }
    return Tags.of(tags);
  }
}
