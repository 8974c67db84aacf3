package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the statuses of pods and Jobs. */
final class Statuses {
  private Statuses() {}

  static ContainerState state(Pod pod, String container) {
    return status(pod, container).getState();
  }

  static ContainerStatus status(Pod pod, String container) {
    return statuses(pod, container).findFirst().orElseThrow();
  }

  /** Whether a container has ended; it has not when nothing is told of it yet. */
  static boolean ended(Pod pod, String container) {
    return statuses(pod, container).anyMatch(status -> status.getState().getTerminated() != null);
  }

  /** Why a container waits; empty when it does not wait or nothing is told of it yet. */
  static String waitingReason(Pod pod, String container) {
    return statuses(pod, container)
        .filter(status -> status.getState().getWaiting() != null)
        .map(status -> status.getState().getWaiting().getReason())
        .findFirst()
        .orElse("");
  }

  private static Stream<ContainerStatus> statuses(Pod pod, String container) {
    return Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream())
        .filter(status -> status.getName().equals(container));
  }

  /** The conditions as {@code type=status} or {@code type=status (reason)}, sorted. */
  static List<String> conditions(Pod pod) {
    return pod.getStatus().getConditions().stream().map(Statuses::line).sorted().toList();
  }

  /** Whether a Job has a condition of that type that is True. */
  static boolean has(Job job, String type) {
    return condition(job, type).filter(found -> found.getStatus().equals("True")).isPresent();
  }

  static String reason(Job job, String type) {
    return condition(job, type).orElseThrow().getReason();
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    return job.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst();
  }

  private static String line(PodCondition condition) {
    String reason = condition.getReason();
    return condition.getType()
        + "="
        + condition.getStatus()
        + (reason == null ? "" : " (" + reason + ")");
  }
}
