package dev.phaserollout.simulator.remote;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Merges by path, never by line: a path that both sides have changed is a conflict. */
final class ThreeWay {

  private ThreeWay() {}

  /** Empty where the sides cannot be brought together. */
  static Optional<Map<String, String>> merge(
      Map<String, String> start, Map<String, String> one, Map<String, String> other) {
    Map<String, String> merged = new TreeMap<>();
    TreeSet<String> paths = new TreeSet<>(start.keySet());
    paths.addAll(one.keySet());
    paths.addAll(other.keySet());
    for (String path : paths) {
      String before = start.get(path);
      String left = one.get(path);
      String right = other.get(path);
      boolean bothChanged = !Objects.equals(left, before) && !Objects.equals(right, before);
      if (bothChanged && !Objects.equals(left, right)) {
        return Optional.empty();
      }
      String text = Objects.equals(left, before) ? right : left;
      if (text != null) {
        merged.put(path, text);
      }
    }
    return Optional.of(merged);
  }
}
