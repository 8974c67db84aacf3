package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import java.util.Optional;

/**
 * The end of a run whose result is settled: what still runs is ended, then the finally steps run,
 * then it is over.
 */
final class RunEnd {

  private RunEnd() {}

  static void advance(RunState run) {
    if (!run.ending()) {
      return;
    }
    boolean quiet = true;
    for (PlanPhase phase : run.plan().phases()) {
      phase.steps().forEach(step -> stop(run, step));
      quiet &= !run.anyActive(phase);
    }
    if (!quiet) {
      return;
    }
    run.plan().phases().forEach(phase -> close(run, phase));
    PlanPhase last = run.plan().finallyPhase();
    PhaseSchedule.advance(run, last);
    if (last.steps().stream().allMatch(run::done)) {
      run.draft().run(RunFields.of(run.run()).completed(run.now()));
      RunHistory.record(run.draft());
    }
  }

  private static void stop(RunState run, PlanStep step) {
    StepState state = run.step(step);
    StepFailure stopped =
        StepFailure.of(
            StepFailure.Kind.ABORTED,
            StatusReason.RUN_ENDING,
            StatusMessages.stoppedByRun(run.run()));
    if (state instanceof StepState.Starting starting && !awaited(run, step, starting.digest())) {
      StepRules.cancel(
          run,
          step,
          starting.tally(),
          starting.digest(),
          starting.since(),
          Optional.empty(),
          stopped);
    } else if (state instanceof StepState.Running running
        && !awaited(run, step, running.digest())) {
      StepRules.cancel(
          run,
          step,
          running.tally(),
          running.digest(),
          running.since(),
          Optional.of(running.jobUid()),
          stopped);
    } else if (state instanceof StepState.BackingOff backingOff) {
      run.put(
          step,
          StepRecords.ended(
              step.name(), backingOff.tally(), backingOff.digest(), stopped, run.now()));
    } else if (state instanceof StepState.Waiting) {
      run.put(step, StepRecords.refused(step.name(), stopped, run.now()));
    }
  }

  private static boolean awaited(RunState run, PlanStep step, String digest) {
    return RunResult.SUPERSEDED.is(run.run().result()) && RunEdit.survives(run, step, digest);
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
