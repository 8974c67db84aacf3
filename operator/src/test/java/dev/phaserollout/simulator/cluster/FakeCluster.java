package dev.phaserollout.simulator.cluster;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One rollout and everything around it. Answers at once and truthfully; time moves only when it is
 * told to.
 */
public final class FakeCluster {

  private static final Trouble QUOTA =
      new Trouble("FailedCreate", "exceeded quota: count/jobs.batch=50");

  private final RolloutStore rollout;
  private final History history;
  private final Feed feed = new Feed();
  private final Map<String, FakeJob> jobs = new LinkedHashMap<>();
  private final List<FakeJob> unsettled = new ArrayList<>();
  private final Map<String, Revision> revisions = new LinkedHashMap<>();
  private final Map<String, String> foreign = new LinkedHashMap<>();
  private final Function<JobRequest, JobFate> fates;
  private Instant now;
  private boolean quotaExhausted;
  private int uids;

  public FakeCluster(
      String name,
      PhaseRolloutSpec spec,
      Map<String, String> annotations,
      Instant now,
      Function<JobRequest, JobFate> fates) {
    this.rollout = new RolloutStore(name, "uid-of-" + name, spec, annotations);
    this.history = new History(rollout);
    this.fates = fates;
    this.now = now;
  }

  public Instant now() {
    return now;
  }

  public History history() {
    return history;
  }

  public RolloutStore rollout() {
    return rollout;
  }

  public Feed feed() {
    return feed;
  }

  // What controllers do.

  public boolean replaceStatus(PhaseRollout observed, PhaseRolloutStatus next) {
    PhaseRollout before = rollout.newest();
    boolean accepted = rollout.replaceStatus(observed, next);
    if (accepted) {
      history.written(now, before);
    }
    return accepted;
  }

  public void storeRevision(Revision revision) {
    if (revisions.putIfAbsent(revision.name(), revision) == null) {
      history.revisionStored(revision);
      feed.add(new Feed.RevisionStored(revision));
    }
  }

  /** What the caller would read in the answer; empty when the Job is there and ours, new or old. */
  public Optional<JobSighting> createJob(JobRequest request) {
    return take(request, false);
  }

  /** Suspends the Job, or takes its name. Answers as {@link #createJob} does. */
  public Optional<JobSighting> cancelJob(JobRequest request) {
    FakeJob job = jobs.get(request.name());
    if (job == null) {
      return take(request, true);
    }
    suspend(job);
    return Optional.empty();
  }

  /** Suspends the Job if it is there. */
  public void cancelStray(String name) {
    Optional.ofNullable(jobs.get(name)).ifPresent(this::suspend);
  }

  /** A live read. */
  public JobSighting lookUp(String name) {
    FakeJob job = jobs.get(name);
    if (job != null) {
      return job.sighting();
    }
    String owner = foreign.get(name);
    return owner == null ? new JobSighting.Absent(name) : new JobSighting.Foreign(name, owner);
  }

  /** A live read. */
  public Optional<Revision> readRevision(String name) {
    return Optional.ofNullable(revisions.get(name));
  }

  /** Deletes the Jobs of every run up to this one, and the revisions that are not kept. */
  public void expire(Effect.ExpireRuns effect) {
    jobs.values().stream()
        .filter(job -> job.attempt().run() <= effect.upTo())
        .toList()
        .forEach(job -> delete(job, false));
    revisions.keySet().retainAll(effect.revisionsKept());
  }

  /** Somebody has taken a measurement, and knows its result from now on. */
  public void measured(MeasurementRequest.Key key, Measurement result) {
    history.measured(key, result);
  }

  // What people and surroundings do.

  public void edit(PhaseRolloutSpec spec) {
    rollout.replaceSpec(spec);
  }

  public void annotate(String key, String value) {
    rollout.annotate(key, value);
  }

  public void answer(Answer answer) {
    history.answered(answer, now);
    feed.add(new Feed.AnswerGiven(answer));
  }

  /** The object of an answer is deleted; whoever has counted it counts it still. */
  public void withdraw(Answer answer) {
    feed.add(new Feed.AnswerWithdrawn(answer.uid()));
  }

  /**
   * The node of an attempt's pod is off for good: nothing of it runs any more, and its Job is shown
   * as it was for ever.
   */
  public void switchNodeOff(Attempt attempt) {
    jobs.values().stream()
        .filter(job -> job.attempt().equals(attempt) && !job.settled())
        .forEach(
            job -> {
              job.nodeIsOff(now);
              unsettled.remove(job);
            });
  }

  public void exhaustQuota(boolean exhausted) {
    quotaExhausted = exhausted;
  }

  /** From now on the name belongs to somebody else, unless it is taken already. */
  public void takeNameForSomebodyElse(String name, String owner) {
    if (!jobs.containsKey(name)) {
      foreign.putIfAbsent(name, owner);
    }
  }

  public void deleteByHand(String name) {
    Optional.ofNullable(jobs.get(name)).ifPresent(job -> delete(job, true));
  }

  /** The name of the Job with this uid, while it exists. */
  public Optional<String> nameOf(String uid) {
    return jobs.values().stream()
        .filter(job -> job.uid().equals(uid))
        .map(job -> job.sighting().job())
        .findFirst();
  }

  public List<String> jobNames() {
    return List.copyOf(jobs.keySet());
  }

  // Time.

  /** When something happens next without anybody's doing. */
  public Optional<Instant> nextEventAt() {
    Instant earliest = null;
    for (FakeJob job : unsettled) {
      if (earliest == null || job.nextAt().isBefore(earliest)) {
        earliest = job.nextAt();
      }
    }
    return Optional.ofNullable(earliest);
  }

  /** Lets everything happen that is due by then, in its order. */
  public void advanceTo(Instant time) {
    Optional<Instant> next = nextEventAt();
    while (next.isPresent() && !next.get().isAfter(time)) {
      now = next.get().isAfter(now) ? next.get() : now;
      liveUntil(now);
      next = nextEventAt();
    }
    now = time.isAfter(now) ? time : now;
  }

  private void liveUntil(Instant time) {
    for (FakeJob job : List.copyOf(unsettled)) {
      if (!job.nextAt().isAfter(time)) {
        job.live(history);
        tell(job);
      }
    }
  }

  private Optional<JobSighting> take(JobRequest request, boolean suspended) {
    if (jobs.containsKey(request.name())) {
      return Optional.empty();
    }
    String owner = foreign.get(request.name());
    if (owner != null) {
      return Optional.of(new JobSighting.Foreign(request.name(), owner));
    }
    if (quotaExhausted) {
      return Optional.of(new JobSighting.NotCreated(request.name(), QUOTA));
    }
    uids++;
    FakeJob job =
        new FakeJob(request, "job-uid-" + uids, fates.apply(request), now, history.remote());
    jobs.put(request.name(), job);
    unsettled.add(job);
    history.jobCreated(request, now, suspended);
    if (suspended) {
      job.suspend(now);
    }
    tell(job);
    return Optional.empty();
  }

  private void suspend(FakeJob job) {
    if (job.settled()) {
      return;
    }
    history.jobCancelled(job.attempt(), now);
    if (job.suspend(now)) {
      tell(job);
    }
  }

  private void delete(FakeJob job, boolean byHand) {
    String name = job.sighting().job();
    job.delete(now);
    jobs.remove(name);
    unsettled.remove(job);
    history.jobDeleted(job.attempt(), now, byHand);
    feed.add(new Feed.JobGone(name));
  }

  private void tell(FakeJob job) {
    if (job.settled()) {
      unsettled.remove(job);
    }
    feed.add(new Feed.JobSeen(job.sighting()));
  }
}
