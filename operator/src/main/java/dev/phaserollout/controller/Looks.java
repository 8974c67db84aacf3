package dev.phaserollout.controller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Knows which looks at rollouts are under way, so that one that hangs can be told. */
final class Looks {

  private final Clock clock;
  private final AtomicLong count = new AtomicLong();
  private final Map<Long, Instant> underWay = new ConcurrentHashMap<>();

  Looks(Clock clock) {
    this.clock = clock;
  }

  <T> T during(Supplier<T> look) {
    long number = count.incrementAndGet();
    underWay.put(number, clock.instant());
    try {
      return look.get();
    } finally {
      underWay.remove(number);
    }
  }

  /** How long the longest of them has been going on. */
  Optional<Duration> longest() {
    Instant now = clock.instant();
    return underWay.values().stream()
        .map(since -> Duration.between(since, now))
        .max(Duration::compareTo);
  }
}
