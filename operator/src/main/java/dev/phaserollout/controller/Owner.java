package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/**
 * A rollout as the owner of what is made for it: with it goes everything, by garbage collection.
 */
final class Owner {

  private Owner() {}

  static OwnerReference of(PhaseRollout rollout) {
    return new OwnerReferenceBuilder()
        .withApiVersion(rollout.getApiVersion())
        .withKind(rollout.getKind())
        .withName(rollout.getMetadata().getName())
        .withUid(rollout.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
