package dev.phaserollout.controller;

import dev.phaserollout.job.JobIdentity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The Jobs that this process has created and its watch has not told of yet. A look that comes in
 * between, brought about by a pod for instance, would ask for them once more. Safe for several
 * threads.
 *
 * <p>None is believed in for long: a watch that was cut off may never tell of a Job that was
 * deleted meanwhile. Then the rollout is looked at once more, and what the API server has is asked
 * for.
 */
final class CreatedJobs {

  private final Map<String, Job> unheard = new ConcurrentHashMap<>();
  private final Executor later;
  private final Consumer<Job> doubted;

  /**
   * @param later runs what it is given once a watch had time to tell of a Job
   * @param doubted hears of a Job that is no longer believed in
   */
  CreatedJobs(Executor later, Consumer<Job> doubted) {
    this.later = later;
    this.doubted = doubted;
  }

  void created(Job job) {
    String uid = job.getMetadata().getUid();
    unheard.put(uid, job);
    later.execute(() -> Optional.ofNullable(unheard.remove(uid)).ifPresent(doubted));
  }

  /**
   * The watch has told something of the Job, be it that it is gone.
   *
   * @return the Job as it was created, where this process has created it and the watch tells of it
   *     for the first time
   */
  Optional<Job> heard(Job job) {
    return Optional.ofNullable(unheard.remove(job.getMetadata().getUid()));
  }

  /** Those of one rollout. */
  List<Job> of(String rolloutUid) {
    return unheard.values().stream()
        .filter(job -> rolloutUid.equals(JobIdentity.label(job, JobIdentity.ROLLOUT_UID)))
        .toList();
  }

  Optional<Job> of(String namespace, String name) {
    return unheard.values().stream()
        .filter(job -> name.equals(job.getMetadata().getName()))
        .filter(job -> namespace.equals(job.getMetadata().getNamespace()))
        .findFirst();
  }
}
