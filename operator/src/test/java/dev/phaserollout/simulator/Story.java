package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.simulator.cluster.FakeCluster;
import dev.phaserollout.simulator.cluster.JobFate;
import dev.phaserollout.simulator.invariant.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A schedule that somebody wrote down instead of the dice: who passes when, and what each has heard
 * by then. Holds every pass against the laws, and on {@link #check()} everything against the
 * invariants.
 */
final class Story {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final Map<String, JobFate> fates = new LinkedHashMap<>();
  private final Dice dice = new Dice(1);
  private final Trace trace = new Trace(true);
  private final Tally tally = new Tally();
  private final FakeCluster cluster;
  private final Leader first;
  private final Leader second;
  private final Ground ground;
  private final Turn turn;

  Story(SpecDraft spec) {
    PhaseRolloutSpec built = spec.build();
    cluster =
        new FakeCluster(
            "shop",
            built,
            Map.of(),
            START,
            request -> fates.getOrDefault(request.attempt().step(), JobFate.well("")));
    first = new Leader("first", cluster);
    second = new Leader("second", cluster);
    first.wakeUp();
    second.wakeUp();
    ground =
        new Ground(cluster, List.of(first, second), Faults.NONE, dice, new Gauges(1), tally, trace);
    turn =
        new Turn(
            cluster,
            ground,
            dice,
            tally,
            trace,
            new Engine(new LiteralExpressions())::decide,
            (rule, evidence) -> {
              throw new AssertionError("NOT TRUE that " + rule + ": " + evidence + told());
            });
  }

  Story fate(String step, JobFate fate) {
    fates.put(step, fate);
    return this;
  }

  Story notReadyFor(Duration time) {
    ground.notReadyFor(time);
    return this;
  }

  Leader first() {
    return first;
  }

  Leader second() {
    return second;
  }

  FakeCluster cluster() {
    return cluster;
  }

  /** It has heard everything, and passes until it has nothing more to do now. */
  Story settles(Leader leader) {
    for (int passes = 0; passes < 20; passes++) {
      hears(leader);
      if (!leader.ready()) {
        return this;
      }
      passes(leader);
    }
    throw new AssertionError(leader + " never settles" + told());
  }

  /** It has heard everything there is. */
  Story hears(Leader leader) {
    leader.hear(cluster.rollout().newestVersion(), cluster.feed().length());
    leader
        .preflightDone()
        .ifPresent(revision -> leader.report(ground.preflight(revision, leader.now())));
    return this;
  }

  /** It has read the newest rollout, and nothing of what became of Jobs meanwhile. */
  Story hearsOfTheRolloutOnly(Leader leader) {
    leader.hear(cluster.rollout().newestVersion(), leader.position());
    return this;
  }

  /** One pass, with what it has heard so far. */
  Story passes(Leader leader) {
    turn.of(leader, Faults.NONE);
    return this;
  }

  Story later(Duration time) {
    cluster.advanceTo(cluster.now().plus(time));
    return this;
  }

  /** Goes through preflight to the first order. */
  Story begins() {
    return settles(first).later(Duration.ofSeconds(3)).settles(first);
  }

  PhaseRolloutStatus status() {
    return cluster.rollout().newest().getStatus();
  }

  StepStatus step(String name) {
    return status().phases().stream()
        .flatMap(phase -> phase.steps().stream())
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + name + told()));
  }

  /** Every invariant holds for all that happened. */
  void check() {
    List<String> broken = Invariants.broken(cluster.history());
    if (!broken.isEmpty()) {
      throw new AssertionError(String.join("\n", broken) + told());
    }
  }

  private String told() {
    StringBuilder text = new StringBuilder();
    trace.lines().forEach(line -> text.append('\n').append(line.text()));
    return text.toString();
  }
}
