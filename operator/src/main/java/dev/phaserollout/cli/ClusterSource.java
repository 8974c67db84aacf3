package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** A rollout on a cluster. */
record ClusterSource(Cluster cluster, String name) implements RolloutSource {

  @Override
  public Optional<PhaseRollout> read() {
    return Optional.of(cluster.rollout(name));
  }

  /**
   * The rollout with the spec that its run was accepted with, because an edit may wait for its
   * turn; with the spec as it stands where the caller may not read revisions.
   */
  PhaseRollout asRun(PhaseRollout rollout) {
    Optional.ofNullable(rollout.getStatus())
        .map(PhaseRolloutStatus::run)
        .map(RunStatus::revision)
        .flatMap(this::revision)
        .map(ControllerRevision::getData)
        .map(
            data ->
                cluster
                    .client()
                    .getKubernetesSerialization()
                    .convertValue(data, PhaseRolloutSpec.class))
        .ifPresent(rollout::setSpec);
    return rollout;
  }

  private Optional<ControllerRevision> revision(String revision) {
    try {
      return Optional.ofNullable(
          cluster
              .client()
              .apps()
              .controllerRevisions()
              .inNamespace(cluster.namespace())
              .withName(revision)
              .get());
    } catch (KubernetesClientException notAllowed) {
      return Optional.empty();
    }
  }
}
