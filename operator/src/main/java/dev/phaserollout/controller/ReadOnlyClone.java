package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.Cloner;

/**
 * What the framework hands to a reconciler instead of the cached object. Spec and status of a
 * rollout are records, so a copy of the shell is enough; the framework's own way would write and
 * read the whole object as JSON at every look.
 */
final class ReadOnlyClone implements Cloner {

  private final KubernetesSerialization serialization;

  ReadOnlyClone(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  @Override
  public <R extends HasMetadata> R clone(R object) {
    if (object instanceof PhaseRollout rollout) {
      PhaseRollout copy = new PhaseRollout();
      copy.setMetadata(rollout.getMetadata());
      copy.setSpec(rollout.getSpec());
      copy.setStatus(rollout.getStatus());
      @SuppressWarnings("unchecked") // it is what came in
      R same = (R) copy;
      return same;
    }
    return serialization.clone(object);
  }
}
