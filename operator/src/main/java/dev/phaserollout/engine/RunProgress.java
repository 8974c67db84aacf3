package dev.phaserollout.engine;

import java.util.Optional;

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
    plan.get().steps().forEach(step -> StepRules.observe(run, step));
    run.undoing().compensations().forEach(step -> StepRules.observe(run, step));
    plan.get().phases().forEach(phase -> ApprovalRules.observe(run, phase));
    RunDeadlines.enforce(run);
    RunEdit.observe(run);
    PhaseRules.advance(run);
    RunEnd.advance(run);
    Hold.record(draft, run.ending() ? Optional.empty() : run.hold());
    plan.get().steps().forEach(step -> ask(run, step));
    run.undoing().compensations().forEach(step -> ask(run, step));
    plan.get().gitJobs().forEach(job -> ask(run, job));
    plan.get().phases().forEach(phase -> ask(run, phase));
    if (!run.ending()) {
      run.watched().forEach((gate, state) -> GateWatch.ask(run, gate, state));
    }
    RollbackGuard.watch(run);
    RollbackQuestion.ask(run);
    RunDeadlines.wake(run);
    run.flush();
  }

  private static void ask(RunState run, PlanPhase phase) {
    if (!run.ending() && ApprovalRules.asks(run, phase)) {
      ApprovalRules.ask(run, phase);
    }
  }

  private static void ask(RunState run, PlanStep step) {
    StepJobs.ask(run, step);
    StepQuestions.ask(run, step);
    StepDeadlines.wake(run, step);
  }
}
