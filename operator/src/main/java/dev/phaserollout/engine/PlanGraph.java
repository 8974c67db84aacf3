package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which steps wait for which, and what comes after a step. */
final class PlanGraph {

  private PlanGraph() {}

  /**
   * The steps of a phase with their dependencies inside the phase. A step without {@code dependsOn}
   * waits for every step listed before it; names of earlier phases are satisfied by the barrier and
   * are left out.
   */
  static List<PlanStep> resolve(
      List<Step> steps, String phase, int phaseIndex, PhaseRolloutSpec spec) {
    Set<String> inPhase = new LinkedHashSet<>();
    steps.forEach(step -> inPhase.add(step.name()));
    List<PlanStep> resolved = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (Step step : steps) {
      List<String> named = step.dependsOn();
      List<String> dependencies =
          named == null ? before : named.stream().filter(inPhase::contains).toList();
      resolved.add(PlanStep.of(step, phase, phaseIndex, List.copyOf(dependencies), spec));
      before.add(step.name());
    }
    return List.copyOf(resolved);
  }

  /**
   * Every step that comes after the given one: its dependents, theirs in turn, and all steps of
   * later phases. Finally steps are never counted: they run anew in every run.
   */
  static List<PlanStep> after(Plan plan, PlanStep origin) {
    if (origin.isFinally()) {
      return List.of();
    }
    List<PlanStep> after = inPhase(plan.phases().get(origin.phaseIndex()), origin);
    plan.phases().stream()
        .skip(origin.phaseIndex() + 1L)
        .forEach(phase -> after.addAll(phase.steps()));
    return after;
  }

  /** Its dependents in its own phase, and theirs in turn. */
  static List<PlanStep> inPhase(PlanPhase own, PlanStep origin) {
    List<PlanStep> after = new ArrayList<>();
    Set<String> reached = new LinkedHashSet<>(Set.of(origin.name()));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (PlanStep step : own.steps()) {
        if (!reached.contains(step.name())
            && step.dependencies().stream().anyMatch(reached::contains)) {
          reached.add(step.name());
          after.add(step);
          grown = true;
        }
      }
    }
    return after;
  }
}
