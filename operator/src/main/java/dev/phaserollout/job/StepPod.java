package dev.phaserollout.job;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.Trouble;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pod says about the step that it runs. */
record StepPod(Pod pod) {

  /** The name of the container that does the work, wherever in the pod it stands. */
  static final String STEP = "step";

  /** The kubelet's bounds of termination messages: each container's, and that of a whole pod. */
  private static final int MESSAGE_BYTES_MAX = 4096;

  private static final int POD_MESSAGES_BYTES_MAX = 12 * 1024;

  /** When the container that does the work has started. */
  Optional<Instant> started() {
    return container(agent().worker()).flatMap(StepPod::startOf);
  }

  /** That it is still there although nobody wants it any more. */
  Trouble lingering() {
    String node =
        pod.getSpec() == null || pod.getSpec().getNodeName() == null
            ? ", which was never scheduled,"
            : " on node " + pod.getSpec().getNodeName();
    return new Trouble(
        "PodTerminating", "pod " + pod.getMetadata().getName() + node + " has not gone");
  }

  /** Whether the pod has come to its end, whatever that is. */
  boolean over() {
    return phase("Succeeded") || phase("Failed");
  }

  boolean succeeded() {
    return success().isPresent();
  }

  /**
   * The end of a step that ended well, in a pod that was left alone until then. A pod that was
   * being taken away when its step ended is no success, whatever it exited with.
   */
  Optional<AttemptOutcome.Succeeded> success() {
    AgentWords agent = agent();
    Optional<ContainerStateTerminated> end = endedWell(agent.worker());
    Optional<ContainerStatus> last = container(agent.last());
    Optional<ContainerStateTerminated> lastEnd = endedWell(agent.last());
    if (!phase("Succeeded") || end.isEmpty() || lastEnd.isEmpty() || takenAway()) {
      return Optional.empty();
    }
    boolean isAgents = agent.isAgent(agent.worker());
    String outputs = isAgents ? "" : Objects.requireNonNullElse(end.get().getMessage(), "");
    return Optional.of(
        new AttemptOutcome.Succeeded(
            finishedAt(lastEnd.get()), outputs, outputsLimit(), last.flatMap(agent::result)));
  }

  private Optional<ContainerStateTerminated> endedWell(String container) {
    return container(container).flatMap(StepPod::endOf).filter(end -> exitCode(end) == 0);
  }

  /** Whether the pod was taken away before its step had ended. */
  boolean takenAway() {
    if (condition("DisruptionTarget").filter(StepPod::isTrue).isPresent()) {
      return true;
    }
    ObjectMeta meta = pod.getMetadata();
    if (meta.getDeletionTimestamp() == null) {
      return false;
    }
    Optional<Instant> ended =
        container(agent().worker())
            .flatMap(StepPod::endOf)
            .flatMap(end -> time(end.getFinishedAt()));
    return ended.filter(at -> deletionAsked(meta).filter(at::isBefore).isPresent()).isEmpty();
  }

  /** Who takes the pod away and why, as the one who did has said it. */
  String disruption() {
    return condition("DisruptionTarget")
        .filter(StepPod::isTrue)
        .map(
            condition ->
                Stream.of(condition.getReason(), condition.getMessage())
                    .filter(Objects::nonNull)
                    .reduce((reason, message) -> reason + ": " + message)
                    .orElse("DisruptionTarget"))
        .orElse("its pod was deleted");
  }

  /**
   * The container that failed first, the step's own before any other. A native sidecar is named
   * only where nothing else has failed: it is ended by a signal when the rest is done, and fails no
   * pod.
   */
  Optional<ContainerStatus> failed() {
    return Stream.of(
            container(STEP).stream(),
            containers().filter(container -> !sidecar(container)),
            containers())
        .flatMap(candidates -> candidates)
        .filter(container -> endOf(container).filter(end -> exitCode(end) != 0).isPresent())
        .findFirst();
  }

  private boolean sidecar(ContainerStatus status) {
    return specified()
        .filter(container -> status.getName().equals(container.getName()))
        .anyMatch(container -> "Always".equals(container.getRestartPolicy()));
  }

  /**
   * Why the step, or what follows it, does not start; empty while nothing is wrong, and once
   * everything has started.
   *
   * @param mount why a volume cannot be mounted, when that was heard; told until all are
   */
  Optional<Trouble> trouble(Optional<Trouble> mount) {
    if (over()) {
      return Optional.empty();
    }
    String last = agent().last();
    if (started().isPresent()) {
      return last.equals(agent().worker())
          ? Optional.empty()
          : container(last).flatMap(PodTrouble::of);
    }
    Optional<Trouble> unschedulable =
        condition("PodScheduled")
            .filter(scheduled -> "Unschedulable".equals(scheduled.getReason()))
            .map(
                scheduled ->
                    new Trouble(
                        "Unschedulable", Objects.requireNonNullElse(scheduled.getMessage(), "")));
    return unschedulable
        .or(() -> containers().flatMap(container -> PodTrouble.of(container).stream()).findFirst())
        .or(() -> mounted() ? Optional.empty() : mount);
  }

  /**
   * A node that does not say when the volumes are there has at least started no container before.
   */
  boolean mounted() {
    return condition("PodReadyToStartContainers").filter(StepPod::isTrue).isPresent()
        || containers().anyMatch(container -> startOf(container).isPresent());
  }

  /**
   * How many bytes of outputs the kubelet carries: it shares the pod's bound among its containers.
   */
  int outputsLimit() {
    long containers = Math.max(1, specified().count());
    return Math.min(MESSAGE_BYTES_MAX, Math.toIntExact(POD_MESSAGES_BYTES_MAX / containers));
  }

  /** The most memory that a container may use, where its spec says so. */
  Optional<Quantity> memoryLimit(String container) {
    return specified()
        .filter(specified -> container.equals(specified.getName()))
        .flatMap(specified -> Optional.ofNullable(specified.getResources()).stream())
        .flatMap(resources -> Optional.ofNullable(resources.getLimits()).stream())
        .flatMap(limits -> Optional.ofNullable(limits.get("memory")).stream())
        .findFirst();
  }

  private Stream<Container> specified() {
    return Optional.ofNullable(pod.getSpec()).stream()
        .flatMap(
            spec ->
                Stream.concat(
                    nonNull(spec.getInitContainers()).stream(),
                    nonNull(spec.getContainers()).stream()));
  }

  AgentWords agent() {
    return AgentWords.in(pod);
  }

  private Optional<ContainerStatus> container(String name) {
    return containers().filter(container -> name.equals(container.getName())).findFirst();
  }

  /**
   * When the deletion was asked for, to the second. When the kubelet has ended the containers it
   * deletes once more without grace, and the time of the first request is gone: then it cannot be
   * told.
   */
  private static Optional<Instant> deletionAsked(ObjectMeta meta) {
    Long grace = meta.getDeletionGracePeriodSeconds();
    return grace == null || grace == 0
        ? Optional.empty()
        : time(meta.getDeletionTimestamp()).map(at -> at.minusSeconds(grace));
  }

  private Stream<ContainerStatus> containers() {
    return status().stream()
        .flatMap(
            status ->
                Stream.concat(
                    nonNull(status.getInitContainerStatuses()).stream(),
                    nonNull(status.getContainerStatuses()).stream()));
  }

  private Optional<PodStatus> status() {
    return Optional.ofNullable(pod.getStatus());
  }

  private boolean phase(String phase) {
    return status().map(PodStatus::getPhase).filter(phase::equals).isPresent();
  }

  private Optional<PodCondition> condition(String type) {
    return status().stream()
        .flatMap(status -> nonNull(status.getConditions()).stream())
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }

  private static boolean isTrue(PodCondition condition) {
    return "True".equals(condition.getStatus());
  }

  /** A container that could not be started has ended all the same, having started at the epoch. */
  private static Optional<Instant> startOf(ContainerStatus container) {
    ContainerState state = container.getState();
    if (state == null) {
      return Optional.empty();
    }
    return state.getRunning() != null
        ? time(state.getRunning().getStartedAt())
        : endOf(container).flatMap(end -> time(end.getStartedAt())).filter(Instant.EPOCH::isBefore);
  }

  static Optional<ContainerStateTerminated> endOf(ContainerStatus container) {
    return Optional.ofNullable(container.getState()).map(ContainerState::getTerminated);
  }

  static int exitCode(ContainerStateTerminated end) {
    return end.getExitCode() == null ? 0 : end.getExitCode();
  }

  static Instant finishedAt(ContainerStateTerminated end) {
    return time(end.getFinishedAt()).orElse(Instant.EPOCH);
  }

  static Optional<Instant> time(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static <T> List<T> nonNull(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
