package dev.phaserollout.engine;

import dev.phaserollout.api.CheckpointStatus;
import dev.phaserollout.api.Output;
import dev.phaserollout.api.StateWord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from the end of an attempt: a checkpoint, another attempt, or the end of the step.
 */
final class StepOutcome {

  private StepOutcome() {}

  static void conclude(
      RunState run, PlanStep step, StepTally tally, String digest, AttemptOutcome outcome) {
    if (outcome instanceof AttemptOutcome.Succeeded succeeded) {
      succeeded(run, step, tally, digest, succeeded);
    } else {
      failed(run, step, tally, digest, failure(step, outcome));
    }
  }

  private static StepFailure failure(PlanStep step, AttemptOutcome outcome) {
    if (outcome instanceof AttemptOutcome.Failed failed) {
      return new StepFailure(
          StepFailure.Kind.FAILED,
          failed.reason(),
          failed.message(),
          Optional.of(failed.exitCode()),
          false);
    }
    if (outcome instanceof AttemptOutcome.ErrandFailed errand) {
      return StepFailure.of(errand.failure(), step.role());
    }
    if (outcome instanceof AttemptOutcome.TimedOut timedOut) {
      return StepFailure.of(
          StepFailure.Kind.TIMED_OUT, StatusReason.STEP_TIMED_OUT, timedOut.message());
    }
    if (outcome instanceof AttemptOutcome.Disrupted disrupted) {
      return StepFailure.of(
          StepFailure.Kind.DISRUPTED, StatusReason.DISRUPTED, disrupted.message());
    }
    if (outcome instanceof AttemptOutcome.Interrupted interrupted) {
      return StepFailure.of(
          StepFailure.Kind.INTERRUPTED, StatusReason.INTERRUPTED, interrupted.message());
    }
    if (outcome instanceof AttemptOutcome.Lost lost) {
      return StepFailure.of(StepFailure.Kind.LOST, StatusReason.OUTCOME_LOST, lost.message());
    }
    if (outcome instanceof AttemptOutcome.Error error) {
      return new StepFailure(
          StepFailure.Kind.ERROR, error.reason(), error.message(), Optional.empty(), false);
    }
    throw new IllegalStateException("no failure for " + outcome);
  }

  private static void succeeded(
      RunState run,
      PlanStep step,
      StepTally tally,
      String digest,
      AttemptOutcome.Succeeded outcome) {
    if (step.isGate()) {
      GateJobs.passed(run, step, tally, at(run, outcome));
      return;
    }
    if (step.isGit()) {
      GitWork.succeeded(run, step, tally, digest, outcome);
      return;
    }
    StepOutputs.Parsed outputs =
        StepOutputs.parse(outcome.outputs(), outcome.outputsLimit(), run.outputsSize());
    String fault = outputs.valid() ? missing(step, outputs.values()) : outputs.fault();
    if (!fault.isEmpty()) {
      failed(
          run,
          step,
          tally,
          digest,
          StepFailure.of(
              StepFailure.Kind.FAILED,
              StatusReason.INVALID_OUTPUTS,
              StatusMessages.invalidOutputs(step.name(), fault)));
      return;
    }
    StepState.Succeeded record =
        StepRecords.succeeded(step.name(), tally, digest, at(run, outcome), outputs.values());
    Optional<StepState.Succeeded> committed = GitAfterStep.committed(run, step, outcome, record);
    if (committed.isPresent()) {
      done(run, step, committed.get());
    } else {
      failed(
          run,
          step,
          tally,
          digest,
          StepFailure.of(
              StepFailure.Kind.LOST, StatusReason.OUTCOME_LOST, GitMessages.saidNothing()));
    }
  }

  /** When an attempt ended, by the clock that the status goes by. */
  static Instant at(RunState run, AttemptOutcome outcome) {
    return outcome.at().isAfter(run.now()) ? run.now() : outcome.at();
  }

  /** What a step does is done; where it has gates or a Git Job, they say whether it is good. */
  private static void done(RunState run, PlanStep step, StepState.Succeeded succeeded) {
    if (step.gates().isEmpty() && step.git().isEmpty()) {
      checkpoint(run, step, succeeded);
      return;
    }
    StepState.Measuring measuring =
        new StepState.Measuring(StepFields.with(succeeded.record(), StateWord.MEASURING));
    run.put(step, measuring);
    GitAfterStep.begin(run, step, measuring);
    GateRules.beginAnew(run, step);
    GateRules.observe(run, step, measuring);
  }

  private static String missing(PlanStep step, Map<String, String> written) {
    List<String> missing =
        step.spec().outputs().stream()
            .map(Output::name)
            .filter(name -> !written.containsKey(name))
            .toList();
    return missing.isEmpty() ? "" : StatusMessages.outputsMissing(missing);
  }

  /** Records a finished step as the newest checkpoint; what was undone is none. */
  static void checkpoint(RunState run, PlanStep step, StepState.Succeeded succeeded) {
    run.put(step, succeeded);
    if (step.isCompensation()) {
      return;
    }
    long sequence = run.draft().checkpoint().map(CheckpointStatus::sequence).orElse(0L) + 1;
    run.draft()
        .checkpoint(
            new CheckpointStatus(
                sequence,
                step.phase(),
                step.name(),
                succeeded.record().digest(),
                succeeded.record().commit(),
                StatusTime.text(run.now())));
  }

  static void failed(
      RunState run, PlanStep step, StepTally tally, String digest, StepFailure failure) {
    if (step.isGate()) {
      GateJobs.failed(run, step, tally, failure);
      return;
    }
    StepTally counted = tally.after(failure);
    if (step.container().isPresent()
        && !cutShort(run, step)
        && step.retry().again(failure, counted)) {
      boolean atOnce =
          failure.kind() == StepFailure.Kind.DISRUPTED
              || failure.kind() == StepFailure.Kind.INTERRUPTED;
      Instant until =
          atOnce ? run.now() : run.now().plus(step.retry().pauseAfter(counted.failures()));
      run.put(
          step,
          new StepState.BackingOff(
              counted, digest, failure.asTrouble(), failure.exitCode(), run.now(), until));
      return;
    }
    if (StepQuestions.due(run, step, failure)) {
      run.put(
          step,
          new StepState.Asking(Optional.of(counted), digest, Optional.of(failure), run.now()));
      return;
    }
    over(run, step, counted, digest, failure);
  }

  /** The step is over without success, whatever its retries say. */
  static void over(
      RunState run, PlanStep step, StepTally counted, String digest, StepFailure failure) {
    run.put(step, StepRecords.ended(step.name(), counted, digest, failure, run.now()));
    spread(run, step, failure, counted);
  }

  /** A person has done the step, or says that it is done. */
  static void takenAsDone(
      RunState run, PlanStep step, StepState.Asking asking, Map<String, String> outputs) {
    done(
        run,
        step,
        StepRecords.takenAsDone(
            step.name(),
            asking.tally().orElseGet(() -> StepTally.none(asking.since())),
            asking.digest(),
            run.now(),
            outputs));
  }

  /** Whether nothing more is tried, because what the step belongs to is ending. */
  private static boolean cutShort(RunState run, PlanStep step) {
    return step.undoes() ? RunRollback.stopping(run) : run.ending() && !step.isFinally();
  }

  /** A step that cannot even be tried. */
  static void refused(RunState run, PlanStep step, StepFailure failure) {
    run.put(step, StepRecords.refused(step.name(), run.earlier(step), failure, run.now()));
    spread(run, step, failure, StepTally.none(run.now()));
  }

  private static void spread(RunState run, PlanStep step, StepFailure failure, StepTally counted) {
    if (step.isGit()) {
      GitOfRun.failed(run, step, failure);
      return;
    }
    if (step.isCompensation()
        || step.continueOnError()
        || failure.kind() == StepFailure.Kind.ABORTED) {
      return;
    }
    String message = StatusMessages.stepFailed(step, failure, counted);
    if (!step.isFinally()) {
      run.end(RunResult.FAILED, StatusReason.STEP_FAILED, message);
    } else if (RunResult.SUCCEEDED.is(run.run().result())) {
      run.spoil(StatusReason.FINALLY_FAILED, message);
    }
  }
}
