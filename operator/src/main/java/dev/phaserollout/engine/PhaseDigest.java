package dev.phaserollout.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What a phase was when it was accepted: the digests of its steps, its gates and its approval rule.
 * An acceptance is a checkpoint too, so that a typo mended in production does not bake staging
 * again.
 */
final class PhaseDigest {

  private PhaseDigest() {}

  static String of(RunState run, PlanPhase phase) {
    List<Object> whole = new ArrayList<>();
    whole.add(phase.name());
    for (PlanStep step : phase.steps()) {
      whole.add(step.name());
      whole.add(
          run.step(step) instanceof StepState.Succeeded succeeded
              ? String.valueOf(succeeded.record().digest())
              : "not run");
    }
    List.of(phase.entryGates(), phase.guardrails(), phase.gates())
        .forEach(gates -> whole.add(gates.stream().map(PlanGate::spec).toList()));
    phase.steps().forEach(step -> whole.add(step.gates().stream().map(PlanGate::spec).toList()));
    phase.approval().ifPresent(whole::add);
    return "sha256:" + PlanDigest.sha256(PlanDigest.canonical(whole));
  }
}
