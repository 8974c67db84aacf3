package dev.phaserollout.engine;

import java.util.Optional;
import java.util.stream.Stream;

/** A run that has begun: the order of its rules, and nothing else. */
final class RunProgress {

  private RunProgress() {}

  static void advance(StatusDraft draft, Expressions expressions) {
    Optional<Plan> plan = RunRevision.plan(draft);
    if (plan.isEmpty()) {
      return;
    }
    RunState run = new RunState(draft, plan.get(), expressions);
    GateRules.resume(run);
    plan.get().gitJobs().forEach(job -> StepRules.observe(run, job));
    gateJobs(run).forEach(job -> StepRules.observe(run, job));
    plan.get().steps().forEach(step -> StepRules.observe(run, step));
    run.undoing().compensations().forEach(step -> StepRules.observe(run, step));
    plan.get().phases().forEach(phase -> ApprovalRules.observe(run, phase));
    RunDeadlines.enforce(run);
    RunEdit.observe(run);
    GateRules.goOn(run);
    PhaseRules.advance(run);
    RunEnd.advance(run);
    GateJobs.settle(run);
    Hold.record(draft, run.ending() ? Optional.empty() : run.hold());
    plan.get().steps().forEach(step -> ask(run, step));
    run.undoing().compensations().forEach(step -> ask(run, step));
    plan.get().gitJobs().forEach(job -> ask(run, job));
    plan.get().phases().forEach(phase -> ask(run, phase));
    plan.get().gates().forEach(gate -> ask(run, gate));
    gateJobs(run).forEach(job -> ask(run, job));
    RollbackGuard.watch(run);
    RollbackQuestion.ask(run);
    RunDeadlines.wake(run);
    run.flush();
  }

  private static Stream<PlanStep> gateJobs(RunState run) {
    return run.plan().gateJobs().stream().flatMap(gate -> gate.job().stream());
  }

  private static void ask(RunState run, PlanPhase phase) {
    if (!run.ending() && ApprovalRules.asks(run, phase)) {
      ApprovalRules.ask(run, phase);
    }
  }

  /**
   * In the order of the plan, whatever a decision has looked at first. A run that is ending asks
   * only for what it awaits.
   */
  private static void ask(RunState run, PlanGate gate) {
    GateState watched = run.watched().get(gate);
    if (watched != null && (!run.ending() || awaited(run, gate))) {
      GateWatch.ask(run, gate, watched);
    }
  }

  private static boolean awaited(RunState run, PlanGate gate) {
    return gate.step()
        .flatMap(name -> run.plan().step(name))
        .filter(step -> run.step(step) instanceof StepState.Measuring)
        .isPresent();
  }

  private static void ask(RunState run, PlanStep step) {
    StepJobs.ask(run, step);
    StepQuestions.ask(run, step);
    StepDeadlines.wake(run, step);
  }
}
