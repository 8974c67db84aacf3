package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.simulator.cluster.FakeCluster;
import dev.phaserollout.simulator.cluster.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The surroundings of the rollout, with the two promises that the design makes about them: a Job
 * that is deleted by hand was known by its uid to everybody who might create it, and nobody is
 * behind by as much as a whole history of runs.
 */
final class Ground {

  private static final Problem NOT_READY =
      new Problem("spec.stepDefaults", "", "a service account that exists", "create it");
  private static final Problem REFUSED =
      new Problem("spec.parameters[1].value", "yes", "no", "write no");

  private final FakeCluster cluster;
  private final List<Leader> leaders;
  private final Dice dice;
  private final Tally tally;
  private final Trace trace;
  private final List<LateEffects> late = new ArrayList<>();
  private final List<Effect> executed = new ArrayList<>();
  private Instant readyAt;
  private final Gauges gauges;
  private double foreign;
  private boolean quotaExhausted;
  private int floor;
  private int pushes;

  Ground(
      FakeCluster cluster,
      List<Leader> leaders,
      Faults faults,
      Dice dice,
      Gauges gauges,
      Tally tally,
      Trace trace) {
    this.cluster = cluster;
    this.leaders = leaders;
    this.dice = dice;
    this.gauges = gauges;
    this.tally = tally;
    this.trace = trace;
    this.foreign = faults.foreign();
    Duration unready = dice.upTo(Duration.ofMinutes(30));
    readyAt = dice.chance(faults.notReady()) ? cluster.now().plus(unready) : cluster.now();
  }

  /** Perhaps something happens without anybody's wish. */
  void mayAct(Faults faults) {
    if (dice.chance(faults.quota())) {
      quotaExhausted = !quotaExhausted;
      cluster.exhaustQuota(quotaExhausted);
      trace.line(() -> quotaExhausted ? "the quota is exhausted" : "the quota is free again");
    }
    if (dice.chance(faults.duplicate()) && !executed.isEmpty()) {
      Effect again =
          executed.get(dice.between(Math.max(0, executed.size() - 5), executed.size() - 1));
      trace.line(() -> "once more, by a repeated request: " + again);
      tally.count(Sometimes.EFFECT_DUPLICATED);
      again.accept(new Repeat());
    }
    if (dice.chance(faults.deletion())) {
      deleteAJobByHand();
    }
    if (dice.chance(faults.push())) {
      pushToTheBranch();
    }
  }

  /** Another file as a rule, now and then one that a step commits. */
  private void pushToTheBranch() {
    boolean same = dice.chance(0.4);
    boolean tags = dice.chance(0.03);
    String path = same ? StepDraft.committedBy("s" + dice.between(1, 8)) : "others.md";
    pushes++;
    tally.count(Sometimes.PUSHED_BY_OTHERS);
    if (tags) {
      cluster.history().remote().tagByOthers(SpecDraft.TAG);
    }
    trace.line(() -> "somebody pushes a change of " + path);
    cluster.history().remote().pushByOthers(path, "change " + pushes);
  }

  void notReadyFor(Duration time) {
    readyAt = cluster.now().plus(time);
  }

  void calmDown() {
    quotaExhausted = false;
    foreign = 0;
    cluster.exhaustQuota(false);
    readyAt = cluster.now();
  }

  /** A name is taken by somebody else before the operator can take it. */
  void beforeCreate(JobRequest request) {
    if (dice.chance(foreign)) {
      cluster.takeNameForSomebodyElse(request.name(), "ConfigMap nobody-knows-whose");
    }
  }

  /** A request that reached the cluster, which may reach it once more. */
  void executed(Effect effect) {
    executed.add(effect);
  }

  void refused(JobSighting why) {
    tally.countIf(why instanceof JobSighting.NotCreated, Sometimes.QUOTA_REFUSED_A_JOB);
    tally.countIf(why instanceof JobSighting.Foreign, Sometimes.NAME_TAKEN_BY_A_FOREIGN_OBJECT);
  }

  void later(LateEffects effects) {
    late.add(effects);
  }

  /** Executes what paused processes had not got to. */
  void letLateEffectsArrive() {
    for (LateEffects effects : List.copyOf(late)) {
      if (!effects.dueAt().isAfter(cluster.now())) {
        late.remove(effects);
        effects.arrive(cluster, tally, trace);
      }
    }
  }

  List<LateEffects> late() {
    return late;
  }

  /** The oldest version that a process may start with. */
  int floor() {
    return floor;
  }

  /** Whoever still acts on a run that is about to be forgotten has been cut off long ago. */
  void beforeRunsExpire(int upTo) {
    tally.count(Sometimes.RUNS_EXPIRED);
    int version = cluster.rollout().newestVersion();
    while (version > 0 && runOf(cluster.rollout().version(version - 1)) > upTo) {
      version--;
    }
    floor = Math.max(floor, version);
    leaders.forEach(leader -> leader.hear(floor, leader.position()));
    late.forEach(effects -> effects.forget(upTo));
    executed.removeIf(effect -> LateEffects.runOf(effect) <= upTo);
  }

  PreflightReport preflight(Revision revision, Instant now) {
    boolean refused = SpecDraft.isRefused(revision.spec());
    boolean ready = !cluster.now().isBefore(readyAt);
    tally.countIf(refused, Sometimes.SPEC_REFUSED);
    tally.countIf(!ready, Sometimes.PREFLIGHT_NOT_READY);
    return new PreflightReport(
        revision.name(),
        now,
        refused ? List.of(REFUSED) : List.of(),
        ready ? List.of() : List.of(NOT_READY));
  }

  Measurement measure(MeasurementRequest request) {
    return gauges.measure(request);
  }

  private void deleteAJobByHand() {
    int newest = cluster.rollout().newestVersion();
    boolean everybodyKnows = leaders.stream().allMatch(leader -> leader.version() == newest);
    if (!everybodyKnows || !late.isEmpty()) {
      return;
    }
    for (PhaseStatus phase : cluster.rollout().newest().getStatus().phases()) {
      for (StepStatus step : phase.steps()) {
        boolean undo = step.rollback() != null;
        String uid = undo ? step.rollback().jobUid() : step.jobUid();
        String name = uid == null ? null : cluster.nameOf(uid).orElse(null);
        if (name != null && dice.chance(0.5)) {
          trace.line(() -> "somebody deletes the Job of " + phase.name() + "/" + step.name());
          tally.count(Sometimes.JOB_DELETED_BY_HAND);
          tally.countIf(undo, Sometimes.COMPENSATION_DELETED_BY_HAND);
          cluster.deleteByHand(name);
          executed.clear();
          floor = newest;
          return;
        }
      }
    }
  }

  private static int runOf(PhaseRollout rollout) {
    RunStatus run = rollout.getStatus().run();
    return run == null ? 0 : run.number();
  }

  /** Repeats what a request asked for; nobody reads the answer. */
  private final class Repeat implements Effect.Handler<Boolean> {
    @Override
    public Boolean storeRevision(Effect.StoreRevision effect) {
      return true;
    }

    @Override
    public Boolean preflight(Effect.Preflight effect) {
      return true;
    }

    @Override
    public Boolean createJob(Effect.CreateJob effect) {
      return isKnown(effect.job().attempt()) && cluster.createJob(effect.job()).isEmpty();
    }

    @Override
    public Boolean cancelJob(Effect.CancelJob effect) {
      return isKnown(effect.job().attempt()) && cluster.cancelJob(effect.job()).isEmpty();
    }

    @Override
    public Boolean cancelStray(Effect.CancelStray effect) {
      return true;
    }

    @Override
    public Boolean lookUpJob(Effect.LookUpJob effect) {
      return true;
    }

    @Override
    public Boolean takeMeasurement(Effect.TakeMeasurement effect) {
      return true;
    }

    @Override
    public Boolean lookUpRollouts(Effect.LookUpRollouts effect) {
      return true;
    }

    @Override
    public Boolean expireRuns(Effect.ExpireRuns effect) {
      return true;
    }

    private boolean isKnown(Attempt attempt) {
      return cluster.history().deaths().stream()
          .noneMatch((History.JobDeath death) -> death.attempt().equals(attempt));
    }
  }
}
