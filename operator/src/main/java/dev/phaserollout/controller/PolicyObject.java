package dev.phaserollout.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.Map;

/**
 * A policy or a binding as the API server holds it.
 *
 * @param spec in canonical form
 * @param generation 1 as long as nobody has ever changed the spec
 * @param createdAt when it was stored, to the second
 * @param beingDeleted whether it is on its way out
 */
record PolicyObject(
    Map<String, Object> spec, long generation, Instant createdAt, boolean beingDeleted) {

  PolicyObject {
    spec = CanonicalFields.of(spec);
  }

  static PolicyObject of(GenericKubernetesResource object) {
    ObjectMeta meta = object.getMetadata();
    return new PolicyObject(
        object.get("spec") instanceof Map<?, ?> fields ? CanonicalFields.of(fields) : Map.of(),
        meta.getGeneration() == null ? 0 : meta.getGeneration(),
        Instant.parse(meta.getCreationTimestamp()),
        meta.getDeletionTimestamp() != null);
  }
}
