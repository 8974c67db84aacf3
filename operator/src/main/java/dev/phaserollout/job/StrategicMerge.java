package dev.phaserollout.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges a partial pod template over another one, as the API server merges a strategic merge patch
 * over a pod: objects field by field, lists that have a merge key entry by entry, all other lists
 * as a whole. {@code null} takes a field away, {@code $patch: delete} an entry, {@code $patch:
 * replace} replaces instead of merging.
 *
 * <p>Which list has which key is what {@code x-kubernetes-patch-merge-key} says in the OpenAPI
 * schema of {@code PodTemplateSpec}.
 */
final class StrategicMerge {

  private static final String DIRECTIVE = "$patch";

  private static final Map<String, String> MERGE_KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("env", "name"),
          Map.entry("ports", "containerPort"),
          Map.entry("volumes", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("hostAliases", "ip"),
          Map.entry("resourceClaims", "name"),
          Map.entry("topologySpreadConstraints", "topologyKey"));

  private StrategicMerge() {}

  /** A new map; the arguments stay as they are. */
  static Map<String, Object> merge(Map<String, Object> base, Map<String, Object> patch) {
    if ("replace".equals(patch.get(DIRECTIVE))) {
      return without(patch);
    }
    Map<String, Object> merged = new LinkedHashMap<>(base);
    patch.forEach(
        (field, value) -> {
          if (field.equals(DIRECTIVE)) {
            return;
          }
          if (value == null) {
            merged.remove(field);
          } else {
            merged.put(field, merge(field, base.get(field), value));
          }
        });
    return merged;
  }

  private static Object merge(String field, @Nullable Object base, Object patch) {
    if (patch instanceof Map<?, ?> fields) {
      return merge(object(base), object(fields));
    }
    String key = MERGE_KEYS.get(field);
    if (key != null && patch instanceof List<?> entries) {
      return mergeByKey(key, base instanceof List<?> before ? before : List.of(), entries);
    }
    return patch;
  }

  private static List<Object> mergeByKey(String key, List<?> base, List<?> patch) {
    List<Object> merged = new ArrayList<>(base);
    for (Object entry : patch) {
      Map<String, Object> fields = object(entry);
      Optional<Integer> known = indexOf(merged, key, fields.get(key));
      if ("delete".equals(fields.get(DIRECTIVE))) {
        known.ifPresent(index -> merged.remove((int) index));
      } else if (known.isPresent()) {
        merged.set(known.get(), merge(object(merged.get(known.get())), fields));
      } else if (entry instanceof Map<?, ?>) {
        merged.add(merge(Map.of(), fields));
      } else {
        merged.add(entry);
      }
    }
    return merged;
  }

  private static Optional<Integer> indexOf(List<Object> entries, String key, @Nullable Object is) {
    for (int i = 0; i < entries.size(); i++) {
      Object known = object(entries.get(i)).get(key);
      if (known != null && is != null && Objects.equals(known.toString(), is.toString())) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static Map<String, Object> without(Map<String, Object> patch) {
    Map<String, Object> fields = new LinkedHashMap<>(patch);
    fields.remove(DIRECTIVE);
    return fields;
  }

  /** What is no object has no fields: the API server says so when the pod is created. */
  private static Map<String, Object> object(@Nullable Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, field) -> fields.put(String.valueOf(name), field));
    }
    return fields;
  }
}
