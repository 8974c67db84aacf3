package dev.phaserollout.controller;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Remembers the entries that were used last, up to a bound, so that nothing has to be told when a
 * rollout is gone. What is forgotten must be found again elsewhere. Safe for several threads.
 */
final class Recent<K, V> {

  private final Map<K, V> entries;

  Recent(int bound) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > bound;
          }
        };
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  synchronized void put(K key, V value) {
    entries.put(key, value);
  }

  synchronized void remove(K key) {
    entries.remove(key);
  }

  synchronized V computeIfAbsent(K key, Function<K, V> make) {
    V known = entries.get(key);
    if (known != null) {
      return known;
    }
    V made = make.apply(key);
    entries.put(key, made);
    return made;
  }
}
