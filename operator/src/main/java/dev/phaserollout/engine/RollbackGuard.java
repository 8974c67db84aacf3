package dev.phaserollout.engine;

import dev.phaserollout.api.RollbackStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Guardrails with {@code duringRollback}: they watch while steps of their phase are undone, from
 * the first compensation of the phase to its last. Guardrails do not stop a rollback (design
 * section 8), so one that trips is written down and told, and nobody is asked where one is in
 * doubt.
 *
 * <p>They begin anew with the rollback: what had made them trip before it is no news of it.
 */
final class RollbackGuard {

  private RollbackGuard() {}

  /** Counts what has been measured, and asks for what is due. Moves nothing but the guardrails. */
  static void watch(RunState run) {
    RollbackStatus rollback = run.run().rollback();
    Optional<Instant> began = RollbackRecord.startedAt(run.run());
    if (rollback == null
        || began.isEmpty()
        || RollbackState.of(rollback).over()
        || run.plan().gates().stream().noneMatch(PlanGate::duringRollback)) {
      return;
    }
    List<PlanStep> undone = RollbackCover.of(run, rollback).steps();
    for (PlanPhase phase : run.undoing().phases()) {
      if (beingUndone(run, phase, undone)) {
        phase.guardrails().stream()
            .filter(PlanGate::duringRollback)
            .forEach(gate -> watch(run, gate, began.get()));
      }
    }
  }

  private static boolean beingUndone(RunState run, PlanPhase phase, List<PlanStep> undone) {
    List<StepState> states =
        undone.stream()
            .filter(step -> step.phaseIndex() == phase.index())
            .map(step -> run.step(step.compensation().orElseThrow()))
            .toList();
    return !states.stream().allMatch(StepState.Pending.class::isInstance)
        && !states.stream().allMatch(StepState.Succeeded.class::isInstance);
  }

  private static void watch(RunState run, PlanGate gate, Instant began) {
    GateState known =
        run.gate(gate)
            .filter(state -> !state.startedAt().isBefore(began))
            .orElseGet(() -> begun(run, gate));
    GateState state = GateWatch.witness(run, gate, known);
    if (state.word() == GateState.Word.FAILED && !gate.dryRun()) {
      RollbackRecord.tripped(run, gate.owner());
    }
    GateWatch.measure(run, gate, state);
  }

  private static GateState begun(RunState run, PlanGate gate) {
    int round = run.gate(gate).map(GateState::round).orElse(0) + 1;
    GateState state = GateState.begun(gate, round, run.now());
    run.put(gate, state);
    return state;
  }
}
