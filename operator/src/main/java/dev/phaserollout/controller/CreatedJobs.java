package dev.phaserollout.controller;

import dev.phaserollout.job.JobIdentity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The Jobs that this process has created and its watch has not told of yet. A look that comes in
 * between, brought about by a pod for instance, would ask for them once more. Safe for several
 * threads.
 */
final class CreatedJobs {

  /**
   * What a watch has not told after so long it may have told before the answer to the create was
   * there; then the Job is asked for again, and the API server says what is so.
   */
  static final Duration UNHEARD_MAX = Duration.ofSeconds(10);

  private record Created(Job job, Instant at) {}

  private final Map<String, Created> unheard = new ConcurrentHashMap<>();
  private final Clock clock;

  CreatedJobs(Clock clock) {
    this.clock = clock;
  }

  void created(Job job) {
    Instant oldest = clock.instant().minus(UNHEARD_MAX);
    unheard.values().removeIf(created -> created.at().isBefore(oldest));
    unheard.put(job.getMetadata().getUid(), new Created(job, clock.instant()));
  }

  /**
   * The watch has told something of the Job, be it that it is gone.
   *
   * @return the Job as it was created, where this process has created it and the watch tells of it
   *     for the first time
   */
  Optional<Job> heard(Job job) {
    return Optional.ofNullable(unheard.remove(job.getMetadata().getUid())).map(Created::job);
  }

  /** Those of one rollout. */
  List<Job> of(String rolloutUid) {
    return all()
        .filter(job -> rolloutUid.equals(JobIdentity.label(job, JobIdentity.ROLLOUT_UID)))
        .toList();
  }

  Optional<Job> of(String namespace, String name) {
    return all()
        .filter(job -> name.equals(job.getMetadata().getName()))
        .filter(job -> namespace.equals(job.getMetadata().getNamespace()))
        .findFirst();
  }

  private Stream<Job> all() {
    Instant oldest = clock.instant().minus(UNHEARD_MAX);
    return unheard.values().stream()
        .filter(created -> !created.at().isBefore(oldest))
        .map(Created::job);
  }
}
