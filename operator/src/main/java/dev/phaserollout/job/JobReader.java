package dev.phaserollout.job;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Trouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a Job and its pods say about the attempt. A pod's success is the attempt's success, up to a
 * second before the Job says so; failure is only ever taken from the Job.
 */
public final class JobReader {

  private static final Set<String> READ = Set.of("Complete", "Failed", "Suspended");

  private final Job job;
  private final Supplier<List<Pod>> readPodsLive;

  private JobReader(Job job, Supplier<List<Pod>> readPodsLive) {
    this.job = job;
    this.readPodsLive = readPodsLive;
  }

  /** Reads one Job of whose pods nothing was heard beside what they say themselves. */
  public static JobSighting read(
      Job job, Collection<Pod> pods, Optional<Trouble> refusal, Supplier<List<Pod>> readPodsLive) {
    return read(job, pods, refusal, Optional.empty(), readPodsLive);
  }

  /**
   * Reads one Job.
   *
   * @param pods those of the Job, as far as they are known
   * @param refusal why its pod could not be created, when that was heard
   * @param mount why a volume of its pod cannot be mounted, when that was heard
   * @param readPodsLive asked only where the Job has ended and the pods that are known do not say
   *     how: they may be behind
   */
  public static JobSighting read(
      Job job,
      Collection<Pod> pods,
      Optional<Trouble> refusal,
      Optional<Trouble> mount,
      Supplier<List<Pod>> readPodsLive) {
    return new JobReader(job, readPodsLive).sighting(newestFirst(pods), refusal, mount);
  }

  /**
   * Whether these pods of a Job say that the attempt has ended well. Whatever the Job says then, it
   * is the same sighting.
   */
  public static boolean succeeded(Collection<Pod> pods) {
    return pods.stream().map(StepPod::new).anyMatch(StepPod::succeeded);
  }

  private JobSighting sighting(
      List<StepPod> pods, Optional<Trouble> refusal, Optional<Trouble> mount) {
    String name = job.getMetadata().getName();
    String uid = job.getMetadata().getUid();
    Optional<AttemptOutcome> success = success(pods);
    if (success.isPresent()) {
      return new JobSighting.Ended(name, uid, success.get());
    }
    Optional<JobCondition> complete = condition("Complete");
    if (complete.isPresent()) {
      return new JobSighting.Ended(name, uid, completed(pods, complete.get()));
    }
    Optional<JobCondition> failed = condition("Failed");
    if (failed.isPresent()) {
      return new JobSighting.Ended(name, uid, failed(pods, failed.get()));
    }
    if (condition("Suspended").isPresent() && nothingLeft(pods)) {
      return new JobSighting.Cancelled(name, uid);
    }
    Optional<Instant> started = pods.stream().flatMap(pod -> pod.started().stream()).findFirst();
    Optional<Trouble> trouble =
        lingering(pods)
            .or(() -> pods.stream().flatMap(pod -> pod.trouble(mount).stream()).findFirst());
    return new JobSighting.Active(
        name, uid, started, pods.isEmpty() && started.isEmpty() ? refusal : trouble);
  }

  /** The pod that a cancelled Job waits for: people have to know which, and on which node. */
  private Optional<Trouble> lingering(List<StepPod> pods) {
    return Boolean.TRUE.equals(job.getSpec().getSuspend())
        ? pods.stream().filter(pod -> !pod.over()).findFirst().map(StepPod::lingering)
        : Optional.empty();
  }

  private static Optional<AttemptOutcome> success(List<StepPod> pods) {
    return pods.stream().flatMap(pod -> pod.success().stream()).findFirst().map(end -> end);
  }

  private AttemptOutcome completed(List<StepPod> known, JobCondition complete) {
    List<StepPod> pods = over(known) ? known : newestFirst(readPodsLive.get());
    Instant at = at(complete);
    return success(pods)
        .or(
            () ->
                pods.stream()
                    .filter(StepPod::takenAway)
                    .findFirst()
                    .map(pod -> new AttemptOutcome.Disrupted(at, pod.disruption())))
        .orElseGet(
            () ->
                new AttemptOutcome.Lost(
                    at,
                    "Job "
                        + job.getMetadata().getName()
                        + " is complete, but "
                        + (pods.isEmpty()
                            ? "its pod is gone, and with it the outputs"
                            : "no pod of it says that the container "
                                + pods.get(0).agent().last()
                                + " has ended well")));
  }

  private AttemptOutcome failed(List<StepPod> known, JobCondition failed) {
    Instant at = at(failed);
    String reason = Objects.requireNonNullElse(failed.getReason(), "");
    Optional<StepPod> last = known.stream().filter(StepPod::over).findFirst();
    if (reason.equals("DeadlineExceeded")) {
      return FailedAttempt.pastDeadline(
          at, known.isEmpty() ? newestFirst(readPodsLive.get()) : known);
    }
    Optional<StepPod> pod =
        last.or(() -> newestFirst(readPodsLive.get()).stream().filter(StepPod::over).findFirst());
    if (reason.equals("PodFailurePolicy") || pod.filter(StepPod::takenAway).isPresent()) {
      return new AttemptOutcome.Disrupted(
          at, pod.map(StepPod::disruption).orElse("its pod was taken away and is gone"));
    }
    return pod.map(end -> FailedAttempt.of(job.getMetadata(), end, at, failed))
        .orElseGet(
            () ->
                new AttemptOutcome.Disrupted(
                    at, "its pod was deleted before its end could be read"));
  }

  /** Whether every pod that is known has ended, so that none of them will say more. */
  private static boolean over(List<StepPod> pods) {
    return !pods.isEmpty() && pods.stream().allMatch(StepPod::over);
  }

  private boolean nothingLeft(List<StepPod> pods) {
    JobStatus status = job.getStatus();
    boolean counted = zero(status.getActive()) && zero(status.getTerminating());
    return Boolean.TRUE.equals(job.getSpec().getSuspend())
        && counted
        && pods.stream().allMatch(StepPod::over);
  }

  private static boolean zero(@Nullable Integer count) {
    return count == null || count == 0;
  }

  /** Whether a condition of a Job may say anything here. */
  static boolean isRead(JobCondition condition) {
    return "True".equals(condition.getStatus()) && READ.contains(condition.getType());
  }

  private Optional<JobCondition> condition(String type) {
    return job.getStatus() == null || job.getStatus().getConditions() == null
        ? Optional.empty()
        : job.getStatus().getConditions().stream()
            .filter(JobReader::isRead)
            .filter(condition -> type.equals(condition.getType()))
            .findFirst();
  }

  private static Instant at(JobCondition condition) {
    return StepPod.time(condition.getLastTransitionTime()).orElse(Instant.EPOCH);
  }

  private static List<StepPod> newestFirst(Collection<Pod> pods) {
    return pods.stream()
        .sorted(
            Comparator.comparing(
                    (Pod pod) ->
                        Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), ""))
                .thenComparing(pod -> pod.getMetadata().getName())
                .reversed())
        .map(StepPod::new)
        .toList();
  }
}
