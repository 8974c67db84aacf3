package dev.phaserollout.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What gates hold up, and what a failed one ends. */
final class GateRules {

  private GateRules() {}

  /** Bake times do not run while a rollout is suspended: what was measuring begins later. */
  static void resume(RunState run) {
    if (run.draft().suspended()) {
      return;
    }
    run.draft().stored().conditions().stream()
        .filter(condition -> condition.type().equals("Suspended"))
        .filter(condition -> condition.status().equals("True"))
        .flatMap(condition -> StatusTime.read(condition.lastTransitionTime()).stream())
        .findFirst()
        .ifPresent(since -> shift(run, since));
  }

  private static void shift(RunState run, Instant since) {
    for (PlanGate gate : run.plan().gates()) {
      run.gate(gate)
          .filter(GateState::measuring)
          .filter(state -> run.phaseOf(gate) instanceof PhaseState.Running)
          .ifPresent(state -> run.put(gate, state.later(suspended(run, state, since), run.now())));
    }
  }

  /**
   * A gate that began while the rollout was suspended has waited for less than all of it, and for
   * nothing where whoever saw the suspension had a clock that was ahead.
   */
  private static Duration suspended(RunState run, GateState state, Instant since) {
    Instant from = state.startedAt().isAfter(since) ? state.startedAt() : since;
    Duration suspended = Duration.between(from, run.now());
    return suspended.isNegative() ? Duration.ZERO : suspended;
  }

  /** Watches the guardrails of a phase from its first step on; one that trips ends the run. */
  static void guard(RunState run, PlanPhase phase) {
    if (phase.guardrails().isEmpty() || !works(run, phase)) {
      return;
    }
    for (PlanGate gate : phase.guardrails()) {
      GateState state = GateWatch.advance(run, gate);
      if (failed(gate, state)) {
        end(run, gate, StatusReason.GUARDRAIL_TRIPPED, state);
      }
    }
  }

  /** Whether a step of the phase has begun in this run. */
  private static boolean works(RunState run, PlanPhase phase) {
    return phase.steps().stream().map(run::step).anyMatch(GateRules::begun);
  }

  private static boolean begun(StepState state) {
    if (state instanceof StepState.Succeeded succeeded) {
      return succeeded.record().reusedFromRun() == null;
    }
    boolean passedBy = state instanceof StepState.Skipped && !state.leftHalf();
    return !(state instanceof StepState.Pending || passedBy);
  }

  /** Whether the first step of a phase may begin as far as its entry gates are concerned. */
  static boolean entered(RunState run, PlanPhase phase) {
    return works(run, phase) || passed(run, phase.entryGates());
  }

  /**
   * Whether a phase whose steps are done is accepted. Its acceptance in an earlier run stands where
   * nothing of it has run or changed since.
   */
  static boolean accepted(RunState run, PlanPhase phase, PhaseState.Running running) {
    boolean stands =
        !works(run, phase)
            && running.accepted().filter(PhaseDigest.of(run, phase)::equals).isPresent();
    return stands || passed(run, phase.gates());
  }

  private static boolean passed(RunState run, List<PlanGate> gates) {
    boolean all = true;
    for (PlanGate gate : gates) {
      GateState state = GateWatch.advance(run, gate);
      if (failed(gate, state)) {
        end(run, gate, StatusReason.GATE_FAILED, state);
      }
      all &= done(gate, state);
    }
    return all;
  }

  private static boolean failed(PlanGate gate, GateState state) {
    return state.word() == GateState.Word.FAILED && !gate.dryRun();
  }

  private static boolean done(PlanGate gate, GateState state) {
    return state.word() == GateState.Word.PASSED || (gate.dryRun() && !state.measuring());
  }

  private static void end(RunState run, PlanGate gate, StatusReason reason, GateState state) {
    run.end(RunResult.FAILED, reason, GateMessages.gateFailed(gate, state.message()));
  }

  /** What gates have said of an earlier attempt says nothing of this one. */
  static void beginAnew(RunState run, PlanStep step) {
    for (PlanGate gate : step.gates()) {
      run.gate(gate)
          .ifPresent(before -> run.put(gate, GateState.begun(gate, before.round() + 1, run.now())));
    }
  }

  /** A step whose attempt has succeeded is done when its gates have passed. */
  static void observe(RunState run, PlanStep step, StepState.Measuring measuring) {
    if (!GitAfterStep.inspected(run, step, measuring)) {
      return;
    }
    boolean all = true;
    for (PlanGate gate : step.gates()) {
      GateState state = GateWatch.advance(run, gate);
      if (failed(gate, state)) {
        fail(run, step, measuring, GateMessages.gateFailed(gate, state.message()));
        return;
      }
      all &= done(gate, state);
    }
    if (all) {
      GitAfterStep.landed(run, step, measuring)
          .ifPresent(done -> StepOutcome.checkpoint(run, step, done));
    }
  }

  private static void fail(
      RunState run, PlanStep step, StepState.Measuring measuring, String message) {
    StepOutcome.failed(
        run,
        step,
        measuring.tally(run.now()),
        measuring.digest(),
        StepFailure.of(StepFailure.Kind.FAILED, StatusReason.GATE_FAILED, message).forGood());
  }

  /**
   * Goes on with gates that are in doubt, and with entry gates that have begun. Nothing else would
   * look at them while one of them holds its phase up.
   */
  static void goOn(RunState run) {
    if (run.ending()) {
      return;
    }
    for (PlanPhase phase : run.plan().phases()) {
      if (run.phase(phase) instanceof PhaseState.Running && !works(run, phase)) {
        phase.entryGates().stream()
            .filter(gate -> run.gate(gate).isPresent())
            .forEach(gate -> GateWatch.advance(run, gate));
      }
    }
    run.plan().gates().stream()
        .filter(gate -> inDoubt(run, gate))
        .forEach(gate -> GateWatch.advance(run, gate));
  }

  /** Whether a gate that holds something up waits for a person: until then nothing new starts. */
  static boolean inDoubt(RunState run) {
    return run.plan().gates().stream().anyMatch(gate -> inDoubt(run, gate));
  }

  /** Whether a guardrail of the phase waits for a person: until then it is not accepted. */
  static boolean guardedInDoubt(RunState run, PlanPhase phase) {
    return phase.guardrails().stream().anyMatch(gate -> inDoubt(run, gate));
  }

  private static boolean inDoubt(RunState run, PlanGate gate) {
    return !gate.dryRun()
        && run.phaseOf(gate) instanceof PhaseState.Running
        && !GateWatch.judged(run, gate)
        && run.gate(gate).filter(state -> state.word() == GateState.Word.IN_DOUBT).isPresent();
  }
}
