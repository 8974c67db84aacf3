package dev.phaserollout.simulator.cluster;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.simulator.remote.Remote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that happened in a cluster, as far as invariants may ask: pods that started, Jobs that were
 * created, cancelled and deleted, and every version of the rollout. Nothing in it is anybody's
 * opinion.
 */
public final class History {

  /** A status that was accepted as version {@code version}. */
  public record Write(int move, Instant at, int version, PhaseRollout before, PhaseRollout after) {}

  /** A Job that came to be, suspended when it was created only to take its name. */
  public record JobBirth(
      int move, Instant at, int version, JobRequest request, boolean suspended) {}

  /** Somebody asked for a Job to be suspended that could still have done something. */
  public record Cancellation(int move, Instant at, int version, Attempt attempt) {}

  /** A Job was deleted, by a person or with its run. */
  public record JobDeath(int move, Instant at, int version, Attempt attempt, boolean byHand) {}

  /** A person has answered something, rightly or not. */
  public record AnswerGiven(int move, Instant at, int version, Answer answer) {}

  /** A leader knows the result of a measurement; another one may know another. */
  public record Measured(
      int move, int version, MeasurementRequest.Key key, Measurement measurement) {}

  private final RolloutStore rollout;
  private final List<Write> writes = new ArrayList<>();
  private final List<PodRun> pods = new ArrayList<>();
  private final List<JobBirth> births = new ArrayList<>();
  private final List<Cancellation> cancellations = new ArrayList<>();
  private final List<JobDeath> deaths = new ArrayList<>();
  private final List<AnswerGiven> answers = new ArrayList<>();
  private final List<Measured> measurements = new ArrayList<>();
  private final Map<String, Revision> revisions = new LinkedHashMap<>();

  /** What {@link #specOfRun} has found since the last write: invariants ask it for every pod. */
  private final Map<Integer, Optional<PhaseRolloutSpec>> specs = new HashMap<>();

  private final Remote remote;
  private int move;

  History(RolloutStore rollout) {
    this.rollout = rollout;
    this.remote = new Remote(this::move, rollout::newestVersion);
  }

  /** The repository that workspaces are taken from, with all that was pushed to it. */
  public Remote remote() {
    return remote;
  }

  /** From here on, everything that happens belongs to this move of the schedule. */
  public void beginMove(int number) {
    move = number;
  }

  public int move() {
    return move;
  }

  public List<Write> writes() {
    return writes;
  }

  public List<PodRun> pods() {
    return pods;
  }

  public List<JobBirth> births() {
    return births;
  }

  public List<Cancellation> cancellations() {
    return cancellations;
  }

  public List<JobDeath> deaths() {
    return deaths;
  }

  public List<AnswerGiven> answers() {
    return answers;
  }

  public List<Measured> measurements() {
    return measurements;
  }

  /** The rollout as it was stored at a version. */
  public PhaseRollout version(int version) {
    return rollout.version(version);
  }

  public int newestVersion() {
    return rollout.newestVersion();
  }

  public PhaseRollout newest() {
    return rollout.newest();
  }

  public Optional<PhaseRolloutSpec> revision(String name) {
    return Optional.ofNullable(revisions.get(name)).map(Revision::spec);
  }

  /** Whether a person has deleted the Job of this attempt, and with it how it ended. */
  public boolean wasDeletedByHand(Attempt attempt) {
    return deaths.stream().anyMatch(death -> death.byHand() && death.attempt().equals(attempt));
  }

  /** The spec of a run, once its revision is stored. */
  public Optional<PhaseRolloutSpec> specOfRun(int run) {
    return specs.computeIfAbsent(run, this::findSpecOfRun);
  }

  private Optional<PhaseRolloutSpec> findSpecOfRun(int run) {
    for (int i = writes.size() - 1; i >= 0; i--) {
      RunStatus status = writes.get(i).after().getStatus().run();
      if (status != null && status.number() == run && status.revision() != null) {
        Optional<PhaseRolloutSpec> spec = revision(status.revision());
        if (spec.isPresent()) {
          return spec;
        }
      }
    }
    return Optional.empty();
  }

  void written(Instant at, PhaseRollout before) {
    specs.clear();
    writes.add(new Write(move, at, newestVersion(), before, newest()));
  }

  PodRun podStarted(JobRequest request, Instant at) {
    boolean reports = request.errands().filter(History::reports).isPresent();
    PodRun pod = new PodRun(move, newestVersion(), request.name(), request.attempt(), at, reports);
    pods.add(pod);
    return pod;
  }

  private static boolean reports(JobErrands errands) {
    return !(errands instanceof JobErrands.Around around) || around.after().isPresent();
  }

  void jobCreated(JobRequest request, Instant at, boolean suspended) {
    births.add(new JobBirth(move, at, newestVersion(), request, suspended));
  }

  void jobCancelled(Attempt attempt, Instant at) {
    cancellations.add(new Cancellation(move, at, newestVersion(), attempt));
  }

  void answered(Answer answer, Instant at) {
    answers.add(new AnswerGiven(move, at, newestVersion(), answer));
  }

  void measured(MeasurementRequest.Key key, Measurement result) {
    measurements.add(new Measured(move, newestVersion(), key, result));
  }

  void jobDeleted(Attempt attempt, Instant at, boolean byHand) {
    deaths.add(new JobDeath(move, at, newestVersion(), attempt, byHand));
  }

  void revisionStored(Revision revision) {
    specs.clear();
    revisions.put(revision.name(), revision);
  }
}
