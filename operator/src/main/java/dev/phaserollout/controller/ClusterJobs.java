package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.job.JobManifest;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Optional;

/** The requests about Jobs, as the API server takes them; what is refused is thrown as it is. */
final class ClusterJobs {

  private final KubernetesClient client;
  private final JobManifest manifests;

  ClusterJobs(KubernetesClient client, JobManifest manifests) {
    this.client = client;
    this.manifests = manifests;
  }

  /** The Job that was created, as far as it is kept of any Job. */
  Job create(PhaseRollout rollout, JobRequest request) {
    Job created = new Job();
    created.setMetadata(create(manifests.job(request, Owner.of(rollout))).getMetadata());
    return TrimmedObjects.job(created);
  }

  /** Takes the name with a Job that can start nothing. */
  void takeName(PhaseRollout rollout, JobRequest request) {
    create(manifests.neverToStart(request, Owner.of(rollout)));
  }

  private GenericKubernetesResource create(GenericKubernetesResource job) {
    return client
        .genericKubernetesResources(Kinds.JOB.context())
        .inNamespace(job.getMetadata().getNamespace())
        .resource(job)
        .create();
  }

  Optional<Job> live(String namespace, String name) {
    return Optional.ofNullable(
        client.batch().v1().jobs().inNamespace(namespace).withName(name).get());
  }

  /** Its pods go, its name stays taken. The uid makes sure that it is the Job that was meant. */
  void suspend(String namespace, String name, String uid) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withName(name)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"uid\":\"" + uid + "\"},\"spec\":{\"suspend\":true}}");
  }

  /** Deletes all Jobs with those labels, in one request. */
  void deleteAll(String namespace, Map<String, String> labels) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabels(labels)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
  }
}
