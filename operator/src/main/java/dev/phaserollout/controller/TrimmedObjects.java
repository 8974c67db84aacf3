package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseApproval;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caches keep of an object: only what is read of it later. A cluster holds ten thousand
 * finished steps, and a pod has some ten kilobytes. What is kept is shared with the object that it
 * is taken from: nothing that comes out of a cache is changed.
 */
final class TrimmedObjects {

  private static final Set<String> POD_CONDITIONS =
      Set.of("DisruptionTarget", "PodScheduled", "PodReadyToStartContainers");

  private TrimmedObjects() {}

  static Job job(Job job) {
    Job kept = new Job();
    kept.setMetadata(metadata(job.getMetadata()));
    kept.setSpec(new JobSpec());
    kept.setStatus(new JobStatus());
    if (job.getSpec() != null) {
      kept.getSpec().setSuspend(job.getSpec().getSuspend());
    }
    if (job.getStatus() != null) {
      kept.getStatus().setActive(job.getStatus().getActive());
      kept.getStatus().setTerminating(job.getStatus().getTerminating());
      kept.getStatus().setConditions(job.getStatus().getConditions());
    }
    return kept;
  }

  static Pod pod(Pod pod) {
    Pod kept = new Pod();
    kept.setMetadata(metadata(pod.getMetadata()));
    kept.setSpec(new PodSpec());
    kept.getSpec().setNodeName(pod.getSpec().getNodeName());
    kept.getSpec().setContainers(containers(pod.getSpec().getContainers()));
    kept.getSpec().setInitContainers(containers(pod.getSpec().getInitContainers()));
    if (pod.getStatus() != null) {
      kept.setStatus(status(pod.getStatus()));
    }
    return kept;
  }

  private static PodStatus status(PodStatus status) {
    PodStatus kept = new PodStatus();
    kept.setPhase(status.getPhase());
    kept.setReason(status.getReason());
    kept.setConditions(
        status.getConditions().stream()
            .filter(condition -> POD_CONDITIONS.contains(condition.getType()))
            .toList());
    kept.setContainerStatuses(statuses(status.getContainerStatuses()));
    kept.setInitContainerStatuses(statuses(status.getInitContainerStatuses()));
    return kept;
  }

  static Event event(Event event) {
    return new EventBuilder()
        .withMetadata(
            new ObjectMetaBuilder()
                .withName(event.getMetadata().getName())
                .withNamespace(event.getMetadata().getNamespace())
                .withUid(event.getMetadata().getUid())
                .withResourceVersion(event.getMetadata().getResourceVersion())
                .build())
        .withReason(event.getReason())
        .withMessage(event.getMessage())
        .withLastTimestamp(event.getLastTimestamp())
        .withInvolvedObject(
            new ObjectReferenceBuilder()
                .withKind(event.getInvolvedObject().getKind())
                .withName(event.getInvolvedObject().getName())
                .withNamespace(event.getInvolvedObject().getNamespace())
                .withUid(event.getInvolvedObject().getUid())
                .build())
        .build();
  }

  /** Labels and annotations decide nothing about an answer; its spec is the answer. */
  static PhaseApproval answer(PhaseApproval answer) {
    PhaseApproval kept = new PhaseApproval();
    kept.setMetadata(
        new ObjectMetaBuilder()
            .withName(answer.getMetadata().getName())
            .withNamespace(answer.getMetadata().getNamespace())
            .withUid(answer.getMetadata().getUid())
            .withResourceVersion(answer.getMetadata().getResourceVersion())
            .withGeneration(answer.getMetadata().getGeneration())
            .withCreationTimestamp(answer.getMetadata().getCreationTimestamp())
            .build());
    kept.setSpec(answer.getSpec());
    return kept;
  }

  private static ObjectMeta metadata(ObjectMeta meta) {
    ObjectMeta kept = new ObjectMeta();
    kept.setName(meta.getName());
    kept.setNamespace(meta.getNamespace());
    kept.setUid(meta.getUid());
    kept.setResourceVersion(meta.getResourceVersion());
    kept.setGeneration(meta.getGeneration());
    kept.setCreationTimestamp(meta.getCreationTimestamp());
    kept.setDeletionTimestamp(meta.getDeletionTimestamp());
    kept.setDeletionGracePeriodSeconds(meta.getDeletionGracePeriodSeconds());
    kept.setLabels(meta.getLabels());
    kept.setAnnotations(meta.getAnnotations());
    kept.setOwnerReferences(meta.getOwnerReferences());
    return kept;
  }

  /**
   * The number of containers bounds the outputs, a memory limit is named when it kills, and a
   * native sidecar is told by its restart policy.
   */
  private static List<Container> containers(@Nullable List<Container> containers) {
    return Optional.ofNullable(containers).orElse(List.of()).stream()
        .map(TrimmedObjects::container)
        .toList();
  }

  private static Container container(Container container) {
    Container kept = new Container();
    kept.setName(container.getName());
    kept.setResources(container.getResources());
    kept.setRestartPolicy(container.getRestartPolicy());
    return kept;
  }

  private static List<ContainerStatus> statuses(@Nullable List<ContainerStatus> statuses) {
    return Optional.ofNullable(statuses).orElse(List.of()).stream()
        .map(TrimmedObjects::status)
        .toList();
  }

  private static ContainerStatus status(ContainerStatus status) {
    ContainerStatus kept = new ContainerStatus();
    kept.setName(status.getName());
    kept.setImage(status.getImage());
    kept.setState(status.getState());
    return kept;
  }
}
