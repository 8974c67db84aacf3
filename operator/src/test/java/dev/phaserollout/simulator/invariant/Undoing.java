package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands to be undone, by the books of the world: which containers ran, and which undid. */
final class Undoing {

  private Undoing() {}

  /**
   * The number of the last run before this one that succeeded and was not undone; 0 for none. One
   * write may end a run and begin the next, so the record of a run is what counts; where not even
   * that was ever stored, what the run after it says.
   */
  static int lastSuccessBefore(History history, int run) {
    int last = 0;
    for (int earlier = 1; earlier < run; earlier++) {
      if (stands(history, earlier)) {
        last = earlier;
      }
    }
    return last;
  }

  private static boolean stands(History history, int run) {
    return recordOf(history, run)
        .map(one -> "Succeeded".equals(one.result()) && one.rollback() == null)
        .orElseGet(
            () ->
                history.writes().stream()
                    .map(write -> write.after().getStatus().run())
                    .anyMatch(
                        next ->
                            next != null
                                && next.number() == run + 1
                                && Integer.valueOf(run).equals(next.lastSucceeded())));
  }

  private static Optional<RunRecord> recordOf(History history, int run) {
    List<Write> writes = history.writes();
    for (int i = writes.size() - 1; i >= 0; i--) {
      for (RunRecord known : writes.get(i).after().getStatus().history()) {
        if (known.run() == run) {
          return Optional.of(known);
        }
      }
    }
    return Optional.empty();
  }

  /** The steps that come after this one in the graph: in its phase, and all of later phases. */
  static Set<String> after(PhaseRolloutSpec spec, String step) {
    Set<String> after = new LinkedHashSet<>();
    boolean later = false;
    for (Phase phase : spec.phases()) {
      if (later) {
        phase.steps().forEach(one -> after.add(one.name()));
      } else if (phase.steps().stream().anyMatch(one -> one.name().equals(step))) {
        later = true;
        inPhase(phase, step, after);
      }
    }
    return after;
  }

  private static void inPhase(Phase phase, String step, Set<String> after) {
    int known = -1;
    while (known < after.size()) {
      known = after.size();
      for (Step one : phase.steps()) {
        List<String> on = Claims.dependenciesOf(phase.steps(), one);
        if (on.contains(step) || on.stream().anyMatch(after::contains)) {
          after.add(one.name());
        }
      }
    }
  }

  /**
   * The containers of a step that started since the last run that succeeded, before this version,
   * and that no compensation has undone by then.
   */
  static List<PodRun> standing(History history, String step, int run, int version) {
    int since = lastSuccessBefore(history, run);
    return Pods.ofSteps(history).stream()
        .filter(pod -> pod.attempt().step().equals(step))
        .filter(pod -> pod.attempt().run() > since && pod.attempt().run() <= run)
        .filter(pod -> pod.version() < version)
        .filter(pod -> !undone(history, pod, version))
        .toList();
  }

  private static boolean undone(History history, PodRun pod, int version) {
    return Pods.ofCompensations(history).stream()
        .filter(undo -> undo.version() < version && undo.attempt().step().equals(step(pod)))
        .anyMatch(undo -> undo.endedWell() && undo.startedAt().isAfter(pod.startedAt()));
  }

  private static String step(PodRun pod) {
    return pod.attempt().step();
  }

  /**
   * The spec that says what an attempt is: the newest of a run that has begun and knows its step.
   */
  static Optional<PhaseRolloutSpec> specOf(History history, Attempt attempt) {
    for (int run = attempt.run(); run > 0; run--) {
      Optional<PhaseRolloutSpec> spec =
          history.specOfRun(run).filter(known -> Claims.stepOf(known, attempt.step()).isPresent());
      if (spec.isPresent() && begun(history, run)) {
        return spec;
      }
    }
    return Optional.empty();
  }

  private static boolean begun(History history, int run) {
    return history.writes().stream()
        .map(Write::after)
        .anyMatch(rollout -> Claims.run(rollout) == run && Claims.hasBegun(rollout));
  }

  static boolean undoable(PhaseRolloutSpec spec, String step) {
    return Claims.stepOf(spec, step).map(Step::rollback).isPresent();
  }
}
