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
 * as a whole. {@code null} takes a field away, {@code $patch: delete} an entry or all that an
 * object has; {@code $patch: replace} replaces an object or an entry instead of merging it and, as
 * an entry of its own, the whole list. Entries of one patch are never merged with each other: two
 * ports of one number may differ in their protocol.
 *
 * <p>Which list has which key is what {@code x-kubernetes-patch-merge-key} says in the OpenAPI
 * schema of {@code PodTemplateSpec}. What this does not understand stays where it stands, for the
 * API server to refuse.
 */
final class StrategicMerge {

  private static final String DIRECTIVE = "$patch";
  private static final String DELETE = "delete";
  private static final String REPLACE = "replace";

  /** The entry that says of a list that it is replaced. */
  private static final Map<String, Object> WHOLE_LIST = Map.of(DIRECTIVE, REPLACE);

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
          Map.entry("schedulingGates", "name"),
          Map.entry("resourceClaims", "name"),
          Map.entry("topologySpreadConstraints", "topologyKey"));

  private StrategicMerge() {}

  /** A new map; the arguments stay as they are. */
  static Map<String, Object> merge(Map<String, Object> base, Map<String, Object> patch) {
    Object directive = patch.get(DIRECTIVE);
    boolean understood = DELETE.equals(directive) || REPLACE.equals(directive);
    Map<String, Object> merged = new LinkedHashMap<>(understood ? Map.of() : base);
    if (DELETE.equals(directive)) {
      return merged;
    }
    patch.forEach(
        (field, value) -> {
          if (value == null) {
            merged.remove(field);
          } else if (!understood || !field.equals(DIRECTIVE)) {
            merged.put(field, merge(field, merged.get(field), value));
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
    List<Object> merged = new ArrayList<>(patch.contains(WHOLE_LIST) ? List.of() : base);
    List<Object> added = new ArrayList<>();
    for (Object entry : patch) {
      if (WHOLE_LIST.equals(entry)) {
        continue;
      }
      Map<String, Object> fields = object(entry);
      Optional<Integer> known = indexOf(merged, key, fields.get(key));
      if (DELETE.equals(fields.get(DIRECTIVE)) && fields.containsKey(key)) {
        known.ifPresent(index -> merged.remove((int) index));
      } else if (known.isPresent()) {
        merged.set(known.get(), merge(object(merged.get(known.get())), fields));
      } else {
        added.add(entry instanceof Map<?, ?> ? merge(Map.of(), fields) : entry);
      }
    }
    merged.addAll(added);
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

  /** What is no object has no fields: the API server says so when the pod is created. */
  static Map<String, Object> object(@Nullable Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, field) -> fields.put(String.valueOf(name), field));
    }
    return fields;
  }
}
