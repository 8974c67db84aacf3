package dev.phaserollout.engine;

import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import java.util.Optional;

/**
 * What Git has to say after the work of a step: whether a person has left what was asked for, and
 * the way of a commit onto the branch once the gates of its step have passed.
 */
final class GitAfterStep {

  private GitAfterStep() {}

  /**
   * The record of a step whose pod has ended well, with its commit.
   *
   * @return empty where the agent should have said what it committed, and did not
   */
  static Optional<StepState.Succeeded> committed(
      RunState run, PlanStep step, AttemptOutcome.Succeeded outcome, StepState.Succeeded done) {
    if (GitErrands.finish(run, step).isEmpty()) {
      return Optional.of(done);
    }
    if (outcome.errand().isEmpty()) {
      return Optional.empty();
    }
    ErrandResult result = outcome.errand().get();
    if (result.outcome() == Outcome.Delivered) {
      return Optional.of(done);
    }
    GitWork.note(run, result);
    return Optional.of(
        result
            .commit()
            .map(commit -> new StepState.Succeeded(StepFields.withCommit(done.record(), commit)))
            .orElse(done));
  }

  /** A step is judged anew: what was said of it before counts no more. */
  static void begin(RunState run, PlanStep step, StepState.Measuring measuring) {
    step.git().ifPresent(job -> GitWork.again(run, job, measuring.subject()));
  }

  /**
   * Goes on with what comes before the gates of a manual step.
   *
   * @return whether they may measure
   */
  static boolean inspected(RunState run, PlanStep step, StepState.Measuring measuring) {
    if (step.spec().manual() == null || step.git().isEmpty()) {
      return true;
    }
    PlanStep job = step.git().get();
    StepState state = run.step(job);
    if (state instanceof StepState.Succeeded) {
      return true;
    }
    if (state instanceof StepState.Ended ended) {
      refused(run, step, measuring, ended);
    } else {
      GitWork.advance(run, job, measuring.subject());
    }
    return false;
  }

  /** Who said that it is done is shown what is missing, and asked once more. */
  private static void refused(
      RunState run, PlanStep step, StepState.Measuring measuring, StepState.Ended ended) {
    StepFailure why = failure(ended);
    if (FailureReason.DeliverablesMissing.name().equals(why.reason())) {
      run.put(
          step,
          new StepState.Asking(Optional.empty(), measuring.digest(), Optional.of(why), run.now()));
    } else {
      StepOutcome.over(run, step, measuring.tally(run.now()), measuring.digest(), why);
    }
  }

  /** How often it was looked at what a person has left, so that no answer counts for two looks. */
  static String lookedAt(RunState run, PlanStep step) {
    return step.git()
        .flatMap(job -> StepCodec.tally(StepCodec.write(job.name(), run.step(job))))
        .map(tally -> "#" + tally.attempt())
        .orElse("");
  }

  /**
   * Goes on with what comes after the gates of a step.
   *
   * @return the step as it is done; empty while it is not, or never will be
   */
  static Optional<StepState.Succeeded> landed(
      RunState run, PlanStep step, StepState.Measuring measuring) {
    if (step.git().isEmpty() || step.spec().manual() != null || !measuring.hasCommit()) {
      return Optional.of(measuring.passed());
    }
    PlanStep job = step.git().get();
    StepState state = run.step(job);
    if (state instanceof StepState.Ended ended) {
      StepFailure why = failure(ended);
      StepOutcome.failed(
          run,
          step,
          measuring.tally(run.now()),
          measuring.digest(),
          new StepFailure(
              StepFailure.Kind.FAILED,
              why.reason(),
              GitMessages.notLanded(why),
              Optional.empty(),
              true));
    } else if (GitWork.outcome(state).filter(Outcome.Rebased::equals).isPresent()) {
      measureAgain(run, step, measuring, commit(state));
    } else if (state instanceof StepState.Succeeded) {
      return Optional.of(measuring.landedAs(commit(state)).passed());
    } else {
      GitWork.advance(run, job, measuring.subject());
    }
    return Optional.empty();
  }

  /** The gates have judged the commit on other ground than it would land on. */
  private static void measureAgain(
      RunState run, PlanStep step, StepState.Measuring measuring, String commit) {
    StepState.Measuring rebased = measuring.landedAs(commit);
    run.put(step, rebased);
    begin(run, step, rebased);
    for (PlanGate gate : step.gates()) {
      int round = run.gate(gate).map(GateState::round).orElse(0);
      run.put(gate, GateState.begun(gate, round + 1, run.now()));
      GateWatch.advance(run, gate);
    }
  }

  private static String commit(StepState job) {
    String commit = StepCodec.write("", job).commit();
    return commit == null ? "" : commit;
  }

  private static StepFailure failure(StepState.Ended ended) {
    return StepFailure.of(
        StepCodec.lastTrouble(ended.record()), Optional.ofNullable(ended.record().exitCode()));
  }

  /**
   * A step that is being judged when its run ends: a commit that may be on its way is not given up
   * before it is known whether it has arrived.
   *
   * @return whether it is known
   */
  static boolean settled(RunState run, PlanStep step, StepState.Measuring measuring) {
    if (step.git().isEmpty()) {
      return true;
    }
    StepState state = run.step(step.git().get());
    if (state.active()) {
      return false;
    }
    if (GitWork.outcome(state).filter(Outcome.Advanced::equals).isPresent()) {
      StepOutcome.checkpoint(run, step, measuring.landedAs(commit(state)).passed());
      return false;
    }
    return true;
  }
}
