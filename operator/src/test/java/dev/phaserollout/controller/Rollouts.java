package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.job.Requests;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;

/** One rollout in some of its versions. */
final class Rollouts {

  private Rollouts() {}

  static PhaseRollout version(String resourceVersion) {
    return version(resourceVersion, status("Running"));
  }

  static PhaseRollout version(String resourceVersion, PhaseRolloutStatus status) {
    return version("checkout", Requests.UID, resourceVersion, status);
  }

  static PhaseRollout named(String name) {
    return version(name, "uid-of-" + name, "1", status("Running"));
  }

  static PhaseRolloutStatus status(String state) {
    return new PhaseRolloutStatus(
        3L,
        state,
        "phase staging",
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  private static PhaseRollout version(
      String name, String uid, String resourceVersion, PhaseRolloutStatus status) {
    PhaseRollout rollout = new PhaseRollout();
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace("shop")
            .withUid(uid)
            .withResourceVersion(resourceVersion)
            .build());
    rollout.setStatus(status);
    return rollout;
  }
}
