package dev.phaserollout.engine;

import dev.phaserollout.api.StateWord;
import java.util.List;
import java.util.Optional;

/** Phases as barriers: each begins when the one before it is accepted. */
final class PhaseRules {

  private PhaseRules() {}

  static void advance(RunState run) {
    if (!run.ending() && !GitOfRun.prepared(run)) {
      return;
    }
    for (PlanPhase phase : run.plan().phases()) {
      if (!run.phase(phase).done() && (run.ending() || !advance(run, phase))) {
        return;
      }
    }
    if (run.ending() || !GitOfRun.completed(run)) {
      return;
    }
    run.end(
        RunResult.SUCCEEDED,
        StatusReason.SUCCEEDED,
        StatusMessages.succeeded(run.plan(), passedOver(run)));
  }

  private static List<String> passedOver(RunState run) {
    return run.plan().phases().stream()
        .flatMap(phase -> phase.steps().stream())
        .filter(step -> run.step(step) instanceof StepState.Ended)
        .map(PlanStep::name)
        .toList();
  }

  /** Whether the phase is done after this. */
  private static boolean advance(RunState run, PlanPhase phase) {
    if (run.phase(phase) instanceof PhaseState.Pending && !run.draft().suspended()) {
      begin(run, phase);
    }
    if (run.phase(phase) instanceof PhaseState.Running) {
      GateRules.guard(run, phase);
      PhaseSchedule.advance(run, phase);
      GateRules.guard(run, phase);
    }
    if (run.phase(phase) instanceof PhaseState.Running running
        && !run.ending()
        && phase.steps().stream().allMatch(run::done)
        && GateRules.accepted(run, phase, running)
        && !GateRules.guardedInDoubt(run, phase)
        && !run.ending()) {
      accept(run, phase);
    }
    return run.phase(phase).done();
  }

  private static void begin(RunState run, PlanPhase phase) {
    if (phase.condition().isPresent()) {
      Expressions.Judgement judgement = run.judge(phase.condition().get());
      if (judgement.fault().isPresent()) {
        run.end(
            RunResult.FAILED,
            StatusReason.CONDITION_FAILED,
            StatusMessages.phaseConditionFailed(
                phase.name(), phase.condition().get(), judgement.fault().get()));
        return;
      }
      if (!judgement.value()) {
        skip(run, phase);
        return;
      }
    }
    if (HoldWindows.close(run, phase)) {
      return;
    }
    Optional<String> accepted =
        run.phase(phase) instanceof PhaseState.Pending pending
            ? pending.accepted()
            : Optional.empty();
    run.put(phase, new PhaseState.Running(run.now(), Optional.empty(), accepted));
  }

  private static void skip(RunState run, PlanPhase phase) {
    run.put(
        phase,
        PhaseState.over(
            phase.name(),
            StateWord.SKIPPED,
            run.phase(phase),
            run.now(),
            StatusReason.CONDITION_FALSE,
            ""));
    phase
        .steps()
        .forEach(
            step -> run.put(step, StepRecords.skipped(step.name(), run.earlier(step), run.now())));
  }

  private static void accept(RunState run, PlanPhase phase) {
    run.put(
        phase,
        PhaseState.accepted(phase.name(), run.phase(phase), run.now(), PhaseDigest.of(run, phase)));
  }
}
