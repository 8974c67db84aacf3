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
    plan.get().steps().forEach(step -> StepRules.observe(run, step));
    RunDeadlines.enforce(run);
    RunEdit.observe(run);
    PhaseRules.advance(run);
    RunEnd.advance(run);
    for (PlanStep step : plan.get().steps()) {
      StepJobs.ask(run, step);
      StepDeadlines.wake(run, step);
    }
    RunDeadlines.wake(run);
    run.flush();
  }
}
