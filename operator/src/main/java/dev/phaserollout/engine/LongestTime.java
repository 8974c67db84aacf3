package dev.phaserollout.engine;

import dev.phaserollout.engine.Forecast.GateWatched;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long a plan may take at most, from the bounds of its parts. Left out is what nobody can know:
 * how long people take, attempts that the surroundings take away, windows that are closed, and
 * measurements that could not be taken.
 */
final class LongestTime {

  private LongestTime() {}

  /** Every attempt starts at the last moment, runs for as long as it may and fails but the last. */
  static Duration of(PlanStep step) {
    Duration after =
        longest(step.gates()).plus(step.git().map(LongestTime::of).orElse(Duration.ZERO));
    if (step.container().isEmpty()) {
      return step.pause().orElse(Duration.ZERO).plus(after);
    }
    int attempts = step.retry().limit() + 1;
    Duration work = step.startTimeout().plus(step.timeout()).multipliedBy(attempts);
    for (int failures = 1; failures < attempts; failures++) {
      work = work.plus(step.retry().pauseAfter(failures));
    }
    return work.plus(after);
  }

  /** With the bound of the phase itself, where it has one. */
  static Duration of(PlanPhase phase, List<Forecast.Step> steps, List<GateWatched> gates) {
    Set<String> measured =
        gates.stream()
            .filter(GateWatched::measured)
            .map(GateWatched::owner)
            .collect(Collectors.toSet());
    return bounded(
        longest(measured, phase.entryGates())
            .plus(work(phase, steps))
            .plus(longest(measured, phase.gates())),
        phase.timeout());
  }

  /**
   * With the bound of the run itself, where it has one; completion and finally steps come after.
   */
  static Duration of(Plan plan, List<Forecast.Phase> phases, List<Forecast.Step> finallySteps) {
    Duration work =
        phases.stream().map(Forecast.Phase::longest).reduce(Duration.ZERO, Duration::plus);
    Duration prepare = plan.git().map(git -> of(git.prepare())).orElse(Duration.ZERO);
    Duration complete =
        plan.git().flatMap(PlanGit::complete).map(LongestTime::of).orElse(Duration.ZERO);
    return bounded(prepare.plus(work), plan.timeout())
        .plus(complete)
        .plus(work(plan.finallyPhase(), finallySteps));
  }

  private static Duration bounded(Duration length, Optional<Duration> bound) {
    return bound.filter(most -> most.compareTo(length) < 0).orElse(length);
  }

  private static Duration longest(Set<String> measured, List<PlanGate> gates) {
    return longest(gates.stream().filter(gate -> measured.contains(gate.owner())).toList());
  }

  /** Gates that stand side by side measure side by side. */
  private static Duration longest(List<PlanGate> gates) {
    return gates.stream().map(LongestTime::of).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** A bake time ends with a measurement, which may be due an interval later. */
  private static Duration of(PlanGate gate) {
    Duration measuring =
        gate.bake()
            .map(bake -> bake.plus(gate.interval()))
            .orElseGet(() -> gate.interval().multipliedBy(gate.count().orElse(1) - 1L));
    Duration jobs =
        gate.job()
            .map(job -> job.startTimeout().plus(job.timeout()))
            .orElse(Duration.ZERO)
            .multipliedBy(gate.count().orElse(1));
    return bounded(gate.initialDelay().plus(measuring).plus(jobs), gate.timeout());
  }

  /**
   * The longest chain of steps that wait for each other, and where places are short, what the
   * others add to it: no schedule that leaves no place empty takes longer (Graham, "Bounds on
   * Multiprocessing Timing Anomalies", 1969).
   */
  private static Duration work(PlanPhase phase, List<Forecast.Step> steps) {
    Map<String, Duration> ends = new TreeMap<>();
    Duration all = Duration.ZERO;
    for (Forecast.Step step : steps) {
      all = all.plus(step.longest());
    }
    Duration chain =
        phase.steps().stream()
            .map(step -> end(step, phase, steps, ends))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return phase.maxParallel() >= steps.size()
        ? chain
        : chain.plus(all.minus(chain).dividedBy(phase.maxParallel()));
  }

  private static Duration end(
      PlanStep step, PlanPhase phase, List<Forecast.Step> steps, Map<String, Duration> ends) {
    Duration known = ends.get(step.name());
    if (known != null) {
      return known;
    }
    Duration start =
        phase.steps().stream()
            .filter(before -> step.dependencies().contains(before.name()))
            .map(before -> end(before, phase, steps, ends))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    Duration end = start.plus(steps.get(phase.steps().indexOf(step)).longest());
    ends.put(step.name(), end);
    return end;
  }
}
