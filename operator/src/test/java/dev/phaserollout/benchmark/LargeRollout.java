package dev.phaserollout.benchmark;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Pass;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.World;
import dev.phaserollout.simulator.LiteralExpressions;
import dev.phaserollout.simulator.SpecDraft;
import dev.phaserollout.simulator.StepDraft;
import dev.phaserollout.simulator.cluster.FakeCluster;
import dev.phaserollout.simulator.cluster.JobFate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The largest rollout that fits (16 phases of 25 steps), brought to its middle by the engine
 * itself.
 */
final class LargeRollout {

  static final int PHASES = 16;
  static final int STEPS = 25;

  private final Engine engine = new Engine(new LiteralExpressions());
  private final FakeCluster cluster =
      new FakeCluster(
          "large",
          spec().build(),
          Map.of(),
          Instant.parse("2026-03-02T09:00:00Z"),
          request -> JobFate.well("{\"" + StepDraft.OUTPUT + "\":\"v1\"}"));
  private final Map<String, Revision> revisions = new LinkedHashMap<>();
  private Optional<PreflightReport> preflight = Optional.empty();

  private LargeRollout() {}

  /** Half of the steps are done, one runs, and nothing has happened since the last decision. */
  static Observation quietInTheMiddle() {
    LargeRollout rollout = new LargeRollout();
    rollout.playUntilDone(PHASES * STEPS / 2);
    rollout.cluster.advanceTo(rollout.cluster.now().plusSeconds(3));
    rollout.pass();
    return rollout.observe();
  }

  /** The same, and the running step has ended well. */
  static Observation stepEndedInTheMiddle() {
    LargeRollout rollout = new LargeRollout();
    rollout.playUntilDone(PHASES * STEPS / 2);
    rollout.cluster.advanceTo(rollout.cluster.now().plusSeconds(30));
    return rollout.observe();
  }

  private static SpecDraft spec() {
    SpecDraft spec = SpecDraft.spec().release("v1").parameter("mode", "full");
    for (int p = 0; p < PHASES; p++) {
      StepDraft[] steps = new StepDraft[STEPS];
      for (int s = 0; s < STEPS; s++) {
        steps[s] = StepDraft.step("step-" + p + "-" + s).making().onlyIf("params.mode == 'full'");
        if (s > 0) {
          steps[s].taking("step-" + p + "-" + (s - 1));
        }
      }
      spec.phase("phase-" + p, steps);
    }
    return spec;
  }

  private void playUntilDone(long steps) {
    pass();
    while (done() < steps) {
      cluster.advanceTo(cluster.now().plus(Duration.ofSeconds(30)));
      pass();
    }
  }

  private long done() {
    return cluster.rollout().newest().getStatus().phases().stream()
        .flatMap(phase -> phase.steps().stream())
        .filter(step -> step.completedAt() != null)
        .count();
  }

  private Optional<Decision> pass() {
    return new Pass(engine, cluster::replaceStatus, new Hands()).over(observe());
  }

  private Observation observe() {
    PhaseRollout rollout = cluster.rollout().newest();
    Map<String, JobSighting> jobs = new LinkedHashMap<>();
    cluster.jobNames().forEach(name -> jobs.put(name, cluster.lookUp(name)));
    PhaseRolloutStatus status = rollout.getStatus();
    Optional<Revision> revision =
        Optional.ofNullable(status.run()).map(RunStatus::revision).map(revisions::get);
    return new Observation(
        rollout, revision, new World(jobs, preflight, List.of(), Map.of()), cluster.now());
  }

  private final class Hands implements Effect.Handler<Boolean> {
    @Override
    public Boolean storeRevision(Effect.StoreRevision effect) {
      cluster.storeRevision(effect.revision());
      return revisions.putIfAbsent(effect.revision().name(), effect.revision()) == null;
    }

    @Override
    public Boolean preflight(Effect.Preflight effect) {
      preflight =
          Optional.of(
              new PreflightReport(effect.revision().name(), cluster.now(), List.of(), List.of()));
      return true;
    }

    @Override
    public Boolean createJob(Effect.CreateJob effect) {
      return cluster.createJob(effect.job()).isEmpty();
    }

    @Override
    public Boolean cancelJob(Effect.CancelJob effect) {
      return cluster.cancelJob(effect.job()).isEmpty();
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
  }
}
