package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/** What effects are executed with; one for all rollouts. */
record EffectTools(
    KubernetesClient client,
    ClusterJobs jobs,
    Revisions revisions,
    Preflights preflights,
    Measurements measurements,
    CachedJobs cached,
    LiveRollouts rollouts,
    RunExpiry expiry) {

  /** The resource version that the rollout has at this moment; empty when it is gone. */
  Optional<String> liveVersion(PhaseRollout rollout) {
    return Optional.ofNullable(
            client
                .resources(PhaseRollout.class)
                .inNamespace(rollout.getMetadata().getNamespace())
                .withName(rollout.getMetadata().getName())
                .get())
        .map(live -> live.getMetadata().getResourceVersion());
  }

  List<Pod> podsOf(Job job) {
    return ClusterView.podsOf(client, job);
  }

  /**
   * Whether the namespace is being deleted: then its Jobs vanish, which says nothing about their
   * outcome. Tried by a dry run, because namespaces themselves need not be readable.
   */
  boolean namespaceTerminating(String namespace) {
    ControllerRevision nothing =
        new ControllerRevisionBuilder()
            .withNewMetadata()
            .withName("phaserollout-is-anybody-there")
            .withNamespace(namespace)
            .endMetadata()
            .withRevision(0L)
            .build();
    try {
      client.resource(nothing).dryRun().create();
      return false;
    } catch (KubernetesClientException refused) {
      ApiAnswer answer = ApiAnswer.of(refused);
      return answer.namespaceTerminating() || answer.notFound();
    }
  }
}
