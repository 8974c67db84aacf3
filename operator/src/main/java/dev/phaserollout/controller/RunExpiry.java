package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.job.JobIdentity;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes away what runs have left that are in no history any more: Jobs, and revisions. */
final class RunExpiry {

  private static final int BOUND = 20_000;

  private final ClusterJobs jobs;
  private final Revisions revisions;
  private final CachedJobs cached;
  private final Recent<String, Effect.ExpireRuns> expired = new Recent<>(BOUND);

  RunExpiry(ClusterJobs jobs, Revisions revisions, CachedJobs cached) {
    this.jobs = jobs;
    this.revisions = revisions;
    this.cached = cached;
  }

  /** The engine asks for it at every look between two runs; once is enough. */
  void expire(PhaseRollout rollout, Effect.ExpireRuns effect) {
    String uid = rollout.getMetadata().getUid();
    if (expired.get(uid).filter(effect::equals).isPresent()) {
      return;
    }
    for (int run : runsLeft(uid, effect.upTo())) {
      jobs.deleteAll(
          rollout.getMetadata().getNamespace(),
          Map.of(JobIdentity.ROLLOUT_UID, uid, JobIdentity.RUN, String.valueOf(run)));
    }
    revisions.keepOnly(rollout, effect.revisionsKept());
    expired.put(uid, effect);
  }

  private Set<Integer> runsLeft(String uid, int upTo) {
    return cached.jobsOf(uid).stream()
        .map(job -> JobIdentity.label(job, JobIdentity.RUN))
        .filter(Predicate.not(String::isEmpty))
        .map(Integer::valueOf)
        .filter(run -> run <= upTo)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
