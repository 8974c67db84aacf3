package dev.phaserollout.engine;

import dev.phaserollout.api.Step;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import java.util.Optional;

/** What the agent would say of a Job that went well. */
final class RehearsalErrands {

  /** Stands in for every commit that is yet to come. */
  private static final String NO_COMMIT = "0".repeat(40);

  private RehearsalErrands() {}

  /** Empty where the agent has no last word in the Job. */
  static Optional<ErrandResult> of(Plan plan, Attempt attempt) {
    return plan.git()
        .flatMap(git -> outcome(plan, attempt))
        .map(outcome -> ErrandResult.of(outcome, "", NO_COMMIT, ""));
  }

  private static Optional<Outcome> outcome(Plan plan, Attempt attempt) {
    Optional<Step> step = plan.step(attempt.step()).map(PlanStep::spec);
    return switch (attempt.role()) {
      case STEP -> step.flatMap(RehearsalErrands::ofStep);
      case GIT ->
          attempt.phase().equals(PlanGit.PHASE) && step.isEmpty()
              ? ofRun(attempt.step())
              : step.map(of -> of.manual() == null ? Outcome.Advanced : Outcome.Delivered);
      case ROLLBACK, GATE -> Optional.empty();
    };
  }

  private static Optional<Outcome> ofStep(Step step) {
    if (step.commit() == null) {
      return step.deliverables().isEmpty() ? Optional.empty() : Optional.of(Outcome.Delivered);
    }
    return Optional.of(step.gates().isEmpty() ? Outcome.Advanced : Outcome.Proposed);
  }

  private static Optional<Outcome> ofRun(String job) {
    return switch (job) {
      case PlanGit.PREPARE -> Optional.of(Outcome.Prepared);
      case PlanGit.REVERT -> Optional.of(Outcome.Reverted);
      case PlanGit.COMPLETE -> Optional.of(Outcome.Completed);
      default -> Optional.empty();
    };
  }
}
