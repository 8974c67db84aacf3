package dev.phaserollout.job;

import dev.phaserollout.engine.Trouble;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of Jobs and pods are worth a look at their rollout. A step has some six versions
 * of its Job and five of its pod, and of a short one a single version says something new: that the
 * pod has ended well.
 *
 * <p>A version that tells no more is the same {@link JobReader#read sighting}, but for the words of
 * a trouble whose reason stays.
 */
public final class SightedVersions {

  /** What is read of a pod that has come to its end. */
  private record PodOver(
      Optional<String> disruption, String phase, String reason, List<List<Object>> containers) {

    static PodOver of(StepPod pod) {
      PodStatus status = pod.pod().getStatus();
      return new PodOver(
          Optional.of(pod.disruption()).filter(said -> pod.takenAway()),
          status.getPhase(),
          Objects.requireNonNullElse(status.getReason(), ""),
          Stream.concat(
                  status.getInitContainerStatuses().stream(),
                  status.getContainerStatuses().stream())
              .map(one -> List.<Object>of(one.getName(), Optional.ofNullable(one.getState())))
              .toList());
    }
  }

  /** What is read of a pod that has not come to its end. */
  private record PodUnderWay(
      Optional<Instant> started, Optional<Trouble> trouble, boolean mounted, boolean takenAway) {

    static final PodUnderWay SILENT =
        new PodUnderWay(Optional.empty(), Optional.empty(), false, false);

    static PodUnderWay of(StepPod pod) {
      return new PodUnderWay(
          pod.started(), pod.trouble(Optional.empty()), pod.mounted(), pod.takenAway());
    }
  }

  private SightedVersions() {}

  /** Whether a newer version of a pod may be another sighting than the one before it. */
  public static boolean tellsMore(Pod now, Pod before) {
    StepPod newer = new StepPod(now);
    StepPod older = new StepPod(before);
    if (newer.over() != older.over() || !sameObject(now, before)) {
      return true;
    }
    return newer.over()
        ? !PodOver.of(newer).equals(PodOver.of(older))
        : !PodUnderWay.of(newer).equals(PodUnderWay.of(older));
  }

  /**
   * Whether a pod tells more than its Job does without it, where that is not suspended and was
   * refused no pod before.
   */
  public static boolean tellsAnything(Pod pod) {
    StepPod added = new StepPod(pod);
    return added.over() || !PodUnderWay.of(added).equals(PodUnderWay.SILENT);
  }

  /**
   * Whether a newer version of a Job may be another sighting than the one before it. What the Job
   * controller counts matters while a Job is suspended only.
   */
  public static boolean tellsMore(Job now, Job before) {
    return !sameObject(now, before)
        || !read(now).equals(read(before))
        || !deletion(now.getMetadata()).equals(deletion(before.getMetadata()))
        || !now.getMetadata().getOwnerReferences().equals(before.getMetadata().getOwnerReferences())
        || !Objects.equals(now.getMetadata().getLabels(), before.getMetadata().getLabels());
  }

  /** A list after a time without watch may have another object of the name. */
  private static boolean sameObject(HasMetadata now, HasMetadata before) {
    return Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid());
  }

  private static List<Object> read(Job job) {
    boolean suspended = Boolean.TRUE.equals(job.getSpec().getSuspend());
    Optional<JobStatus> status = Optional.ofNullable(job.getStatus());
    List<JobCondition> conditions =
        status.map(JobStatus::getConditions).orElse(List.of()).stream()
            .filter(JobReader::isRead)
            .toList();
    return suspended
        ? List.of(
            conditions,
            count(status.map(JobStatus::getActive).orElse(null)),
            count(status.map(JobStatus::getTerminating).orElse(null)))
        : List.of(conditions);
  }

  private static int count(@Nullable Integer counted) {
    return counted == null ? 0 : counted;
  }

  private static List<Object> deletion(ObjectMeta meta) {
    return List.of(
        Objects.requireNonNullElse(meta.getDeletionTimestamp(), ""),
        Objects.requireNonNullElse(meta.getDeletionGracePeriodSeconds(), 0L));
  }
}
