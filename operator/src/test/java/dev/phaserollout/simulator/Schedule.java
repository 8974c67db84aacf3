package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.simulator.cluster.FakeCluster;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.invariant.Invariant;
import dev.phaserollout.simulator.invariant.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One seed: a random rollout in a storm of faults, then in calm weather until everything has ended.
 */
final class Schedule {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final int STORM_LEAST = 10;
  private static final int STORM_MOST = 100;
  private static final int CALM_MOVES_MOST = 3000;

  private final long seed;
  private final Dice dice;
  private final Trace trace;
  private final Tally tally = new Tally();
  private final List<Breach> breaches = new ArrayList<>();
  private final List<Leader> leaders = new ArrayList<>();
  private final FakeCluster cluster;
  private final Ground ground;
  private final People people;
  private final Turn turn;
  private Faults faults;
  private boolean stubborn;
  private int move;

  Schedule(long seed, Function<Observation, Decision> engine, boolean traced) {
    this.seed = seed;
    this.dice = new Dice(seed);
    this.trace = new Trace(traced);
    this.faults = Faults.drawn(dice);
    PhaseRolloutSpec spec = RandomRollout.drawn(dice);
    this.cluster =
        new FakeCluster(
            "shop", spec, Map.of(), START, new Fates(seed, () -> faults, this::history));
    int processes = dice.between(1, 2);
    for (int i = 1; i <= processes; i++) {
      leaders.add(new Leader("leader " + i, cluster));
    }
    leaders.forEach(Leader::wakeUp);
    this.ground = new Ground(cluster, leaders, faults, dice, new Gauges(seed), tally, trace);
    this.people = new People(cluster, dice, tally, trace);
    this.turn = new Turn(cluster, ground, dice, tally, trace, engine, this::breach);
    trace.line(() -> "seed " + seed + ": " + SpecLine.of(spec));
    trace.line(faults::toString);
  }

  /** Goes on after a breach, to see what else it leads to. */
  Schedule stubbornly() {
    stubborn = true;
    return this;
  }

  Verdict play() {
    int storm = dice.between(STORM_LEAST, STORM_MOST);
    boolean going = true;
    while (going && move < storm && mayGoOn()) {
      beginMove();
      people.mayAct(faults);
      ground.mayAct(faults);
      mayStrikeALeader();
      going = lead(dice.pick(leaders)) || people.mayWantMore(faults);
    }
    calmDown();
    going = mayGoOn();
    int calmUntil = move + CALM_MOVES_MOST;
    while (going && move < calmUntil && mayGoOn()) {
      beginMove();
      boolean acted = dice.chance(0.1) && people.settle();
      going = lead(leaders.get(move % leaders.size())) || acted || people.settle();
    }
    String pending = mayGoOn() ? Pending.in(cluster, move == calmUntil) : "";
    if (Pending.isDefect(pending)) {
      breach("everything comes to an end in calm weather", pending);
    }
    judge();
    Rarities.count(cluster.history(), tally);
    RollbackRarities.count(cluster.history(), tally);
    QuestionRarities.count(cluster.history(), tally);
    GitRarities.count(cluster.history(), tally);
    GateRarities.count(cluster.history(), tally);
    return new Verdict(seed, breaches, pending, move, tally, trace.lines());
  }

  private boolean mayGoOn() {
    return stubborn || breaches.isEmpty();
  }

  /** Empty before the first move; complete once it was played. */
  History history() {
    return cluster.history();
  }

  private void beginMove() {
    move++;
    cluster.history().beginMove(move);
    trace.beginMove(move);
  }

  /** Lets one leader take a turn, or time pass; false when there is nothing left to happen. */
  private boolean lead(Leader leader) {
    ground.letLateEffectsArrive();
    hear(leader);
    if (leader.ready()) {
      turn.of(leader, faults);
      return true;
    }
    return timePasses() || leaders.stream().anyMatch(this::hearsNews);
  }

  private void hear(Leader leader) {
    int version = cluster.rollout().newestVersion();
    int position = cluster.feed().length();
    if (dice.chance(faults.lag())) {
      leader.hear(
          dice.between(leader.version(), version), dice.between(leader.position(), position));
    } else {
      leader.hear(version, position);
    }
    leader
        .preflightDone()
        .ifPresent(revision -> leader.report(ground.preflight(revision, leader.now())));
  }

  private boolean hearsNews(Leader leader) {
    leader.hear(cluster.rollout().newestVersion(), cluster.feed().length());
    leader
        .preflightDone()
        .ifPresent(revision -> leader.report(ground.preflight(revision, leader.now())));
    return leader.ready();
  }

  private boolean timePasses() {
    List<Instant> due = new ArrayList<>();
    cluster.nextEventAt().ifPresent(due::add);
    leaders.forEach(leader -> leader.dueAt().ifPresent(due::add));
    ground.late().forEach(effects -> due.add(effects.dueAt()));
    Optional<Instant> next = due.stream().min(Comparator.naturalOrder());
    if (next.isEmpty()) {
      return false;
    }
    Duration more = dice.chance(0.2) ? dice.upTo(Duration.ofMinutes(5)) : Duration.ZERO;
    cluster.advanceTo(next.get().plus(more));
    trace.line(() -> "it is " + cluster.now());
    return true;
  }

  private void mayStrikeALeader() {
    Leader leader = dice.pick(leaders);
    if (dice.chance(faults.crash() * 0.2)) {
      turn.restart(leader);
    }
    boolean back = dice.chance(0.5);
    Duration by = dice.upTo(Duration.ofMinutes(20));
    if (dice.chance(faults.clockJump())) {
      tally.count(back ? Sometimes.CLOCK_JUMPED_BACK : Sometimes.CLOCK_JUMPED_FORWARD);
      leader.jumpClock(back ? by.negated() : by);
      trace.line(() -> "the clock of " + leader + " jumps to " + leader.now());
    }
  }

  private void calmDown() {
    trace.line(() -> "calm weather");
    faults = Faults.NONE;
    beginMove();
    people.calmDown();
    ground.calmDown();
    leaders.forEach(Leader::mendClock);
  }

  private void breach(String rule, String evidence) {
    breaches.add(new Breach(move, rule, evidence));
  }

  private void judge() {
    for (Invariant invariant : Invariants.ALL) {
      invariant.evidence(cluster.history()).stream()
          .map(found -> new Breach(found.move(), invariant.sentence(), found.text()))
          .forEach(breaches::add);
    }
    breaches.sort(Comparator.comparingInt(Breach::move));
  }
}
