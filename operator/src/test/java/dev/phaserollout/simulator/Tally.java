package dev.phaserollout.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each rare move happened. */
final class Tally {

  private final Map<Sometimes, Long> counts = new EnumMap<>(Sometimes.class);

  void count(Sometimes move) {
    counts.merge(move, 1L, Long::sum);
  }

  void countIf(boolean happened, Sometimes move) {
    if (happened) {
      count(move);
    }
  }

  void add(Tally other) {
    other.counts.forEach((move, count) -> counts.merge(move, count, Long::sum));
  }

  long of(Sometimes move) {
    return counts.getOrDefault(move, 0L);
  }

  /** The moves that never happened. */
  List<Sometimes> never() {
    List<Sometimes> never = new ArrayList<>(List.of(Sometimes.values()));
    never.removeAll(counts.keySet());
    return never;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Sometimes move : Sometimes.values()) {
      text.append(of(move)).append('\t').append(move.sentence()).append('\n');
    }
    return text.toString();
  }
}
