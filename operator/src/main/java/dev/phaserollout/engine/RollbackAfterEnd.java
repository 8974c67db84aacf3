package dev.phaserollout.engine;

import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rollback of a run that has ended already: asked for by a person, or gone on with after it had
 * stopped. It reads the run's own revision, whatever the spec has become.
 */
final class RollbackAfterEnd {

  private RollbackAfterEnd() {}

  static void advance(StatusDraft draft, Expressions expressions) {
    Optional<Plan> plan = RunRevision.plan(draft);
    if (plan.isEmpty()) {
      return;
    }
    RunState run = new RunState(draft, plan.get(), expressions);
    List<PlanStep> undoing =
        Stream.concat(run.undoing().compensations().stream(), plan.get().revert().stream())
            .toList();
    undoing.forEach(step -> StepRules.observe(run, step));
    if (RunRollback.advance(run)) {
      over(draft);
    }
    for (PlanStep step : undoing) {
      StepJobs.ask(run, step);
      StepQuestions.ask(run, step);
      StepDeadlines.wake(run, step);
    }
    RollbackGuard.watch(run);
    run.flush();
  }

  /** A run that had succeeded and is undone has not succeeded any more. */
  private static void over(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    RollbackStatus rollback = run.rollback();
    if (rollback != null
        && RollbackState.of(rollback) == RollbackState.SUCCEEDED
        && RunResult.SUCCEEDED.is(run.result())) {
      draft.run(
          RunFields.of(run)
              .ended(
                  RunResult.ROLLED_BACK,
                  StatusReason.ROLLBACK_REQUESTED,
                  RollbackMessages.requested()));
    }
    RunHistory.amend(draft);
  }
}
