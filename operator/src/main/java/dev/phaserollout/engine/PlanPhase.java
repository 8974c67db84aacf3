package dev.phaserollout.engine;

import dev.phaserollout.api.Approval;
import dev.phaserollout.api.Gate;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One phase as it is to be run.
 *
 * @param index position in the rollout, from 0; finally steps come after every phase
 * @param condition CEL, empty where the phase always runs
 * @param approval who must agree before its first step starts, empty where nobody has to
 * @param entryGates must pass before its first step starts
 * @param guardrails watch for as long as its steps work
 * @param gates must pass for it to be accepted
 * @param maxParallel how many steps may be active at once
 * @param windows when its steps may start, beside those of the rollout
 */
record PlanPhase(
    String name,
    int index,
    Optional<String> condition,
    Optional<Duration> timeout,
    Optional<Approval> approval,
    List<PlanGate> entryGates,
    List<PlanGate> guardrails,
    List<PlanGate> gates,
    int maxParallel,
    ChangeWindows windows,
    List<PlanStep> steps,
    boolean isFinally) {

  private static final String GUARDRAILS = "guardrails";

  static PlanPhase of(Phase phase, PhaseRolloutSpec spec, int index) {
    return new PlanPhase(
        phase.name(),
        index,
        Optional.ofNullable(phase.condition()),
        PlanDefaults.optional(phase.timeout()),
        Optional.ofNullable(phase.approval()),
        gates(phase, "entryGates", phase.entryGates(), index, spec),
        gates(phase, GUARDRAILS, phase.guardrails(), index, spec),
        gates(phase, "gates", phase.gates(), index, spec),
        phase.maxParallel() == null ? Integer.MAX_VALUE : Math.max(1, phase.maxParallel()),
        ChangeWindows.of(phase.windows()),
        PlanGraph.resolve(phase.steps(), phase.name(), index, spec),
        false);
  }

  private static List<PlanGate> gates(
      Phase phase, String list, List<Gate> gates, int index, PhaseRolloutSpec spec) {
    return PlanGate.of(phase.name(), list, index, gates, list.equals(GUARDRAILS), spec);
  }

  /** The same phase in another place of a plan, with other steps. */
  PlanPhase at(int place, List<PlanStep> with) {
    return new PlanPhase(
        name,
        place,
        condition,
        timeout,
        approval,
        entryGates,
        guardrails,
        gates,
        maxParallel,
        windows,
        with,
        isFinally);
  }

  /** A phase that the spec has no longer; nothing of it is run. */
  static PlanPhase removed(String name) {
    return new PlanPhase(
        name,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Integer.MAX_VALUE,
        ChangeWindows.ALWAYS,
        List.of(),
        false);
  }

  static PlanPhase ofFinally(PhaseRolloutSpec spec, int index) {
    return new PlanPhase(
        Plan.FINALLY,
        index,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Integer.MAX_VALUE,
        ChangeWindows.ALWAYS,
        PlanGraph.resolve(spec.finallySteps(), Plan.FINALLY, index, spec),
        true);
  }
}
