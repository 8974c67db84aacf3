package dev.phaserollout.cli;

import dev.phaserollout.engine.Role;
import dev.phaserollout.job.JobIdentity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.TailPrettyLoggable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pods of a rollout's attempts, and what their containers print. */
final class PodLogs {

  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

  private final Cluster cluster;
  private final String rolloutUid;
  private final Optional<String> container;

  /**
   * @param container the one to read; empty for the one that a pod is about
   */
  PodLogs(Cluster cluster, String rolloutUid, Optional<String> container) {
    this.cluster = cluster;
    this.rolloutUid = rolloutUid;
    this.container = container;
  }

  /** All pods of the rollout's steps, those of earlier runs included. */
  FilterWatchListDeletable<Pod, PodList, PodResource> pods() {
    return cluster
        .client()
        .pods()
        .inNamespace(cluster.namespace())
        .withLabel(JobIdentity.ROLLOUT_UID, rolloutUid);
  }

  /** The newest pod of an attempt; empty where it is gone. */
  static Optional<Pod> of(LoggedWork work, List<Pod> pods) {
    return pods.stream()
        .filter(pod -> isOf(pod, work))
        .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
  }

  /** Labels tell the name of a gate and not its list, so what is compared is what they tell. */
  private static boolean isOf(Pod pod, LoggedWork work) {
    return workOf(pod)
        .filter(of -> of.run() == work.run() && of.label().equals(work.label()))
        .isPresent();
  }

  /**
   * The attempt that a pod is of, a gate as one of {@code gates}; empty for one whose labels are
   * not the operator's.
   */
  static Optional<LoggedWork> workOf(Pod pod) {
    String run = JobIdentity.label(pod, JobIdentity.RUN);
    String attempt = JobIdentity.label(pod, JobIdentity.ATTEMPT);
    if (!run.matches("[0-9]{1,9}") || !attempt.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    return Arrays.stream(Role.values())
        .filter(role -> role.label().equals(JobIdentity.label(pod, JobIdentity.ROLE)))
        .findFirst()
        .map(
            role ->
                new LoggedWork(
                    Integer.parseInt(run),
                    JobIdentity.label(pod, JobIdentity.PHASE),
                    JobIdentity.label(pod, JobIdentity.STEP),
                    role,
                    Integer.parseInt(attempt),
                    gateOf(pod, role)));
  }

  private static Optional<LoggedGate> gateOf(Pod pod, Role role) {
    return role == Role.GATE
        ? Optional.of(new LoggedGate("gates", JobIdentity.label(pod, JobIdentity.GATE)))
        : Optional.empty();
  }

  /** The container of a pod that is read. */
  String container(Pod pod) {
    return container.orElseGet(
        () ->
            Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(known -> known.get(DEFAULT_CONTAINER))
                .orElseGet(() -> pod.getSpec().getContainers().get(0).getName()));
  }

  /** Why there is nothing to read of a pod, and what to do instead; empty where there is. */
  Optional<String> silent(Pod pod) {
    String wanted = container(pod);
    List<String> names =
        Stream.concat(
                pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
            .map(Container::getName)
            .toList();
    if (!names.contains(wanted)) {
      return Optional.of(
          "found no container '" + wanted + "', expected one of " + String.join(", ", names));
    }
    if (started(pod, wanted)) {
      return Optional.empty();
    }
    Optional<String> failed =
        statuses(pod)
            .filter(PodLogs::failed)
            .map(ContainerStatus::getName)
            .findFirst()
            .map(
                name ->
                    "container '"
                        + name
                        + "' has failed before it; --container "
                        + name
                        + " shows what it said");
    return Optional.of(
        "container '"
            + wanted
            + "' has not started: "
            + failed.orElseGet(() -> waiting(pod, wanted)));
  }

  private static String waiting(Pod pod, String wanted) {
    return statuses(pod)
        .filter(status -> status.getName().equals(wanted))
        .findFirst()
        .flatMap(status -> Optional.ofNullable(status.getState().getWaiting()))
        .flatMap(waiting -> Optional.ofNullable(waiting.getReason()))
        .orElse("its pod is " + pod.getStatus().getPhase());
  }

  private static boolean started(Pod pod, String container) {
    return statuses(pod)
        .filter(status -> status.getName().equals(container))
        .anyMatch(
            status ->
                status.getState().getRunning() != null
                    || status.getState().getTerminated() != null);
  }

  private static boolean failed(ContainerStatus status) {
    return status.getState().getTerminated() != null
        && status.getState().getTerminated().getExitCode() != 0;
  }

  private static Stream<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus() == null
        ? Stream.empty()
        : Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream());
  }

  TailPrettyLoggable log(Pod pod) {
    return cluster
        .client()
        .pods()
        .inNamespace(cluster.namespace())
        .withName(pod.getMetadata().getName())
        .inContainer(container(pod));
  }
}
