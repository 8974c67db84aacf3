package dev.phaserollout.api;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Absent lists and maps read as empty ones, and none can be changed after it was read. */
final class Absent {
  private Absent() {}

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : Collections.unmodifiableList(list);
  }

  /** Keeps the order in which the keys were written. */
  static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(map);
  }
}
