package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseApproval;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caches keep of an object: only what is read of it later. A cluster holds ten thousand
 * finished steps, and a pod has some ten kilobytes.
 */
final class TrimmedObjects {

  private static final Set<String> POD_CONDITIONS =
      Set.of("DisruptionTarget", "PodScheduled", "PodReadyToStartContainers");

  private TrimmedObjects() {}

  static Job job(Job job) {
    JobStatus status = job.getStatus() == null ? new JobStatus() : job.getStatus();
    return new JobBuilder()
        .withMetadata(metadata(job.getMetadata()))
        .withSpec(
            new JobSpecBuilder()
                .withSuspend(job.getSpec() == null ? null : job.getSpec().getSuspend())
                .build())
        .withStatus(
            new JobStatusBuilder()
                .withActive(status.getActive())
                .withTerminating(status.getTerminating())
                .withConditions(status.getConditions())
                .build())
        .build();
  }

  static Pod pod(Pod pod) {
    return new PodBuilder()
        .withMetadata(metadata(pod.getMetadata()))
        .withSpec(
            new PodSpecBuilder()
                .withNodeName(pod.getSpec().getNodeName())
                .withContainers(containers(pod.getSpec().getContainers()))
                .withInitContainers(containers(pod.getSpec().getInitContainers()))
                .build())
        .withStatus(
            pod.getStatus() == null
                ? null
                : new PodStatusBuilder()
                    .withPhase(pod.getStatus().getPhase())
                    .withReason(pod.getStatus().getReason())
                    .withConditions(
                        pod.getStatus().getConditions().stream()
                            .filter(condition -> POD_CONDITIONS.contains(condition.getType()))
                            .toList())
                    .withContainerStatuses(statuses(pod.getStatus().getContainerStatuses()))
                    .withInitContainerStatuses(statuses(pod.getStatus().getInitContainerStatuses()))
                    .build())
        .build();
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
    return new ObjectMetaBuilder()
        .withName(meta.getName())
        .withNamespace(meta.getNamespace())
        .withUid(meta.getUid())
        .withResourceVersion(meta.getResourceVersion())
        .withGeneration(meta.getGeneration())
        .withCreationTimestamp(meta.getCreationTimestamp())
        .withDeletionTimestamp(meta.getDeletionTimestamp())
        .withDeletionGracePeriodSeconds(meta.getDeletionGracePeriodSeconds())
        .withLabels(meta.getLabels())
        .withAnnotations(meta.getAnnotations())
        .withOwnerReferences(meta.getOwnerReferences())
        .build();
  }

  /**
   * The number of containers bounds the outputs, a memory limit is named when it kills, and a
   * native sidecar is told by its restart policy.
   */
  private static List<Container> containers(@Nullable List<Container> containers) {
    return Optional.ofNullable(containers).orElse(List.of()).stream()
        .map(
            container ->
                new ContainerBuilder()
                    .withName(container.getName())
                    .withResources(container.getResources())
                    .withRestartPolicy(container.getRestartPolicy())
                    .build())
        .toList();
  }

  private static List<ContainerStatus> statuses(@Nullable List<ContainerStatus> statuses) {
    return Optional.ofNullable(statuses).orElse(List.of()).stream()
        .map(
            status ->
                new ContainerStatusBuilder()
                    .withName(status.getName())
                    .withImage(status.getImage())
                    .withState(status.getState())
                    .build())
        .toList();
  }
}
