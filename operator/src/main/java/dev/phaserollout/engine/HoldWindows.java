package dev.phaserollout.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Change windows: nothing new starts while those of the rollout or of the phase are closed. What
 * runs goes on, and finally steps are not held back: they clean up.
 */
final class HoldWindows {

  private HoldWindows() {}

  /** Before the first step: the windows of the rollout. */
  static Optional<Hold> ofRun(Plan plan, Instant now) {
    return plan.windows().isOpen(now)
        ? Optional.empty()
        : Optional.of(
            hold(
                "the windows of the rollout",
                ChangeWindows.together(plan.windows(), ChangeWindows.ALWAYS, now)));
  }

  /** Whether they keep something of the phase from starting now; the run is then told so. */
  static boolean close(RunState run, PlanPhase phase) {
    ChangeWindows ofRollout = run.plan().windows();
    ChangeWindows own = phase.windows();
    if (phase.isFinally()
        || run.ending()
        || (ofRollout.isOpen(run.now()) && own.isOpen(run.now()))
        || phase.steps().stream().noneMatch(step -> PhaseSchedule.due(run, step))) {
      return false;
    }
    String whose =
        own.always()
            ? "the windows of the rollout"
            : "the windows of phase "
                + phase.name()
                + (ofRollout.always() ? "" : " and of the rollout");
    run.hold(hold(whose, ChangeWindows.together(ofRollout, own, run.now())));
    return true;
  }

  private static Hold hold(String whose, Optional<ChangeWindows.Opening> opening) {
    return new Hold(
        StatusReason.OUTSIDE_WINDOW,
        HoldMessages.outside(whose, opening),
        opening.map(ChangeWindows.Opening::at));
  }
}
