package dev.phaserollout.controller;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fields of an object without what is empty, so that what was written can be compared with what an
 * API server has stored: it adds {@code {}} for a selector that is absent, and means the same.
 */
final class CanonicalFields {

  private CanonicalFields() {}

  static Map<String, Object> of(Map<?, ?> fields) {
    Map<String, Object> canonical = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          if (!isEmpty(value)) {
            canonical.put(String.valueOf(name), canonical(value));
          }
        });
    return canonical;
  }

  private static Object canonical(Object value) {
    if (value instanceof Map<?, ?> map) {
      return of(map);
    }
    return value instanceof List<?> list
        ? list.stream().map(CanonicalFields::canonical).toList()
        : value;
  }

  private static boolean isEmpty(Object value) {
    return value == null
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof Collection<?> list && list.isEmpty());
  }
}
