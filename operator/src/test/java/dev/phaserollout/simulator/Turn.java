package dev.phaserollout.simulator;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Pass;
import dev.phaserollout.simulator.cluster.FakeCluster;
import dev.phaserollout.simulator.invariant.PassLaw;
import dev.phaserollout.simulator.invariant.PassLaws;
import dev.phaserollout.simulator.invariant.PassSeen;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One pass of one leader over the rollout, with whatever goes wrong in it, and the laws that every
 * pass must keep.
 */
final class Turn {

  /** Without it two leaders could write against each other for ever and no time would pass. */
  private static final int WRITE_TAKES_MS = 5;

  private static final Duration PAUSE_MOST = Duration.ofMinutes(5);

  private final FakeCluster cluster;
  private final Ground ground;
  private final Dice dice;
  private final Tally tally;
  private final Trace trace;
  private final Function<Observation, Decision> engine;
  private final BiConsumer<String, String> breach;

  Turn(
      FakeCluster cluster,
      Ground ground,
      Dice dice,
      Tally tally,
      Trace trace,
      Function<Observation, Decision> engine,
      BiConsumer<String, String> breach) {
    this.cluster = cluster;
    this.ground = ground;
    this.dice = dice;
    this.tally = tally;
    this.trace = trace;
    this.engine = engine;
    this.breach = breach;
  }

  void of(Leader leader, Faults faults) {
    int seen = leader.version();
    int newest = cluster.rollout().newestVersion();
    tally.countIf(seen < newest, Sometimes.LEADERS_SAW_DIFFERENT_VERSIONS);
    trace.line(
        () ->
            leader
                + " at "
                + leader.now()
                + (seen < newest ? " sees version " + seen + " of " + newest : ""));
    Wire wire =
        new Wire(
            cluster,
            Mishap.drawn(dice, faults),
            tally,
            trace,
            seen,
            version -> new Hands(cluster, leader, ground, dice, version));
    try {
      Optional<Decision> done =
          new Pass(seeing -> decide(leader, seeing, wire), wire, wire).over(leader.begins());
      leader.passed(done);
      finish(leader, wire, seen);
    } catch (Mishap.Crash crash) {
      restart(leader);
    } catch (Mishap.RequestFailed failed) {
      leader.wakeUp();
    }
  }

  /** The process dies and another begins in its place. */
  void restart(Leader leader) {
    int version = cluster.rollout().newestVersion();
    int position = cluster.feed().length();
    boolean behind = dice.chance(0.5);
    int asOf = Math.max(ground.floor(), behind ? version - dice.between(0, 3) : version);
    leader.startAnew(asOf, behind ? Math.max(0, position - dice.between(0, 3)) : position);
    trace.line(() -> leader + " dies and is started anew");
  }

  private void finish(Leader leader, Wire wire, int seen) {
    if (wire.wrote()) {
      cluster.advanceTo(cluster.now().plusMillis(WRITE_TAKES_MS));
    }
    if (wire.wrote() && dice.chance(0.5)) {
      leader.hear(cluster.rollout().newestVersion(), leader.position());
    }
    if (!wire.late().isEmpty()) {
      Duration pause = dice.upTo(PAUSE_MOST).plusMillis(1);
      int version = wire.wrote() ? cluster.rollout().newestVersion() : seen;
      Hands hands = new Hands(cluster, leader, ground, dice, version);
      leader.busyUntil(cluster.now().plus(pause));
      ground.later(new LateEffects(wire.late(), cluster.now().plus(pause), version, leader, hands));
    }
  }

  private Decision decide(Leader leader, Observation seen, Wire wire) {
    Decision decision;
    try {
      decision = engine.apply(seen);
    } catch (RuntimeException defect) {
      breach.accept("every observation can be decided", Defects.told(defect));
      throw new Mishap.Crash();
    }
    if (decision.status().equals(seen.rollout().getStatus())) {
      judge(new PassSeen(seen, decision, seen, engine, cluster.history()));
    } else {
      wire.whenAccepted(
          () ->
              judge(
                  new PassSeen(
                      seen, decision, leader.seesWritten(seen), engine, cluster.history())));
    }
    return decision;
  }

  private void judge(PassSeen pass) {
    for (PassLaw law : PassLaws.ALL) {
      for (String evidence : law.evidence(pass)) {
        breach.accept(law.sentence(), evidence);
      }
    }
  }
}
