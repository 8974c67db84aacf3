package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The end of a run whose result is settled: what still runs is ended, what is to be undone is
 * undone, then the finally steps run, then it is over.
 */
final class RunEnd {

  private RunEnd() {}

  static void advance(RunState run) {
    if (!run.ending()) {
      return;
    }
    PlanPhase last = run.plan().finallyPhase();
    if (run.draft().abortedAgain()) {
      last.steps().forEach(step -> giveUp(run, step));
    }
    Set<String> awaited =
        RunEdit.awaits(run) && !run.draft().abortedAgain() ? RunEdit.surviving(run) : Set.of();
    boolean quiet = true;
    for (PlanPhase phase : run.plan().phases()) {
      phase.steps().stream()
          .filter(step -> !(RunEdit.unfinished(run.step(step)) && awaited.contains(step.name())))
          .forEach(
              step -> {
                step.git().ifPresent(job -> stop(run, job));
                stop(run, step);
              });
      quiet &=
          !run.anyActive(phase)
              && phase.steps().stream().map(run::step).noneMatch(RunEdit::unfinished);
    }
    for (PlanStep job : aroundPhases(run)) {
      stop(run, job);
      quiet &= !run.step(job).active();
    }
    quiet &= GateJobs.settle(run);
    if (!quiet) {
      return;
    }
    run.plan().phases().forEach(phase -> close(run, phase));
    if (!RunRollback.advance(run)) {
      return;
    }
    PhaseSchedule.advance(run, last);
    if (last.steps().stream().allMatch(run::done)) {
      complete(run.draft());
    }
  }

  /** The Git Jobs of the run that a rollback has no use for. */
  private static List<PlanStep> aroundPhases(RunState run) {
    return run.plan().git().stream()
        .flatMap(git -> Stream.concat(Stream.of(git.prepare()), git.complete().stream()))
        .toList();
  }

  /** Whoever aborts a run that is ending wants it to end: its finally steps are given up. */
  private static void giveUp(RunState run, PlanStep step) {
    stop(run, step);
    if (run.step(step) instanceof StepState.Pending) {
      run.put(step, StepRecords.refused(step.name(), Optional.empty(), stopped(run), run.now()));
    }
  }

  /** The run is over: from here on only its record is left. */
  static void complete(StatusDraft draft) {
    draft.run(RunFields.of(draft.run().orElseThrow()).completed(draft.now()));
    RunHistory.record(draft);
  }

  private static StepFailure stopped(RunState run) {
    return StepFailure.of(
        StepFailure.Kind.ABORTED, StatusReason.RUN_ENDING, StatusMessages.stoppedByRun(run.run()));
  }

  private static void stop(RunState run, PlanStep step) {
    StepState state = run.step(step);
    StepFailure stopped = stopped(run);
    if (state instanceof StepState.AtWork work && !(state instanceof StepState.Cancelling)) {
      StepRules.cancel(run, step, work, work.knownUid(), stopped);
    } else if (state instanceof StepState.BackingOff backingOff) {
      run.put(
          step,
          StepRecords.ended(
              step.name(), backingOff.tally(), backingOff.digest(), stopped, run.now()));
    } else if (state instanceof StepState.Asking asking && asking.tally().isPresent()) {
      run.put(
          step,
          StepRecords.ended(
              step.name(),
              asking.tally().get(),
              asking.digest(),
              asking.failure().orElse(stopped),
              run.now()));
    } else if (state instanceof StepState.Measuring measuring
        && GitAfterStep.settled(run, step, measuring)) {
      run.put(
          step,
          StepRecords.ended(
              step.name(), measuring.tally(run.now()), measuring.digest(), stopped, run.now()));
    } else if (state instanceof StepState.Waiting || state instanceof StepState.Asking) {
      run.put(step, StepRecords.refused(step.name(), Optional.empty(), stopped, run.now()));
    }
  }

  private static void close(RunState run, PlanPhase phase) {
    RunStatus ended = run.run();
    if (run.phase(phase) instanceof PhaseState.Running && ended.result() != null) {
      run.put(
          phase,
          PhaseState.over(phase.name(), ended.result(), run.phase(phase), run.now(), null, ""));
    }
  }
}
