package dev.phaserollout.job;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.errand.ErrandFailure;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which kind of failure the end of a pod was, and the words for it. */
final class FailedAttempt {

  /** The program was never started. */
  private static final Set<String> NEVER_STARTED =
      Set.of("StartError", "ContainerCannotRun", "CreateContainerError", "RunContainerError");

  private static final int SAID_MAX = 256;

  private FailedAttempt() {}

  static AttemptOutcome of(ObjectMeta job, StepPod pod, Instant at, JobCondition failed) {
    Optional<ContainerStatus> container = pod.failed();
    if (container.isEmpty()) {
      return new AttemptOutcome.Disrupted(
          at,
          Stream.of(pod.pod().getStatus().getReason(), failed.getMessage())
              .filter(Objects::nonNull)
              .findFirst()
              .orElse("its pod failed, and none of its containers says why"));
    }
    AgentWords agent = pod.agent();
    Optional<ErrandFailure> failure = agent.failure(container.get());
    if (failure.isPresent()) {
      return new AttemptOutcome.ErrandFailed(at, failure.get());
    }
    String name = container.get().getName();
    ContainerStateTerminated end = StepPod.endOf(container.get()).orElseThrow();
    String reason = Objects.requireNonNullElse(end.getReason(), "");
    String where = name.equals(agent.worker()) ? "" : "container " + name + ": ";
    int code = StepPod.exitCode(end);
    if (NEVER_STARTED.contains(reason)) {
      return new AttemptOutcome.Error(at, reason, where + said(end, "it could not be started"));
    }
    if (reason.equals("ContainerStatusUnknown")) {
      return new AttemptOutcome.Disrupted(at, where + said(end, "its node lost sight of it"));
    }
    if (reason.equals("OOMKilled")) {
      return new AttemptOutcome.Failed(
          at,
          code,
          reason,
          where
              + "was killed because it used more memory than its limit"
              + pod.memoryLimit(name).map(limit -> " of " + limit).orElse("")
              + (agent.isAgent(name)
                  ? "; raise what the operator gives its agent (--agent-resources)"
                  : "; raise resources.limits.memory"));
    }
    return new AttemptOutcome.Failed(
        at,
        code,
        "NonZeroExit",
        where
            + "exit code "
            + code
            + said(end).map(text -> ": " + text).orElse("")
            + "; see kubectl -n "
            + job.getNamespace()
            + " logs job/"
            + job.getName()
            + (agent.isAgent(name) && !name.equals(agent.worker()) ? " -c " + name : ""));
  }

  /**
   * The backstop has ended the attempt.
   *
   * @param pods what is left of its pods: none when they are gone, and with them whether it started
   */
  static AttemptOutcome pastDeadline(Instant at, List<StepPod> pods) {
    if (pods.isEmpty()) {
      return new AttemptOutcome.TimedOut(
          at,
          "the backstop of its Job (activeDeadlineSeconds) ended it; its pod is gone, so whether it"
              + " had started cannot be told");
    }
    return pods.stream().anyMatch(pod -> pod.started().isPresent())
        ? new AttemptOutcome.TimedOut(
            at, "the backstop of its Job (activeDeadlineSeconds) ended it")
        : new AttemptOutcome.Error(
            at, "StartTimedOut", "it had not started when the backstop of its Job ended it");
  }

  private static String said(ContainerStateTerminated end, String otherwise) {
    return said(end).orElse(otherwise);
  }

  /** The first line of what the container left as its termination message. */
  private static Optional<String> said(ContainerStateTerminated end) {
    return Optional.ofNullable(end.getMessage()).stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> line.length() <= SAID_MAX ? line : line.substring(0, SAID_MAX) + "…")
        .findFirst();
  }
}
