package dev.phaserollout.engine;

import dev.phaserollout.api.Input;
import dev.phaserollout.api.StepCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which steps of a phase may start now. */
final class PhaseSchedule {

  private PhaseSchedule() {}

  /** Starts, skips or reuses until nothing more can be; nothing while the rollout is held. */
  static void advance(RunState run, PlanPhase phase) {
    boolean moved = true;
    while (moved && !held(run, phase) && (phase.isFinally() || !run.ending())) {
      moved = false;
      for (PlanStep step : phase.steps()) {
        moved |= move(run, phase, step);
      }
    }
  }

  /** An abort ends the run although it is suspended, so its finally steps are not held back. */
  private static boolean held(RunState run, PlanPhase phase) {
    boolean aborted = phase.isFinally() && RunResult.ABORTED.is(run.run().result());
    boolean doubted = !phase.isFinally() && GateRules.inDoubt(run);
    return doubted || (run.draft().suspended() && !aborted) || HoldWindows.close(run, phase);
  }

  private static boolean move(RunState run, PlanPhase phase, PlanStep step) {
    if (run.ending() && !phase.isFinally()) {
      return false;
    }
    StepState state = run.step(step);
    if (state instanceof StepState.BackingOff backingOff) {
      return atWork(run, phase) < phase.maxParallel() && tryAgain(run, step, backingOff);
    }
    return state instanceof StepState.Pending pending
        && dependenciesDone(run, step)
        && start(run, phase, step, pending);
  }

  /** Whether the next attempt starts, because its time has come. */
  static boolean tryAgain(RunState run, PlanStep step, StepState.BackingOff backingOff) {
    if (run.now().isBefore(backingOff.until())) {
      return false;
    }
    run.put(
        step,
        new StepState.Starting(
            backingOff.tally().next(), backingOff.digest(), run.now(), Optional.empty()));
    return true;
  }

  /** Whether it would start now, places and its condition left aside. */
  static boolean due(RunState run, PlanStep step) {
    StepState state = run.step(step);
    return state instanceof StepState.BackingOff backingOff
        ? !run.now().isBefore(backingOff.until())
        : state instanceof StepState.Pending && dependenciesDone(run, step);
  }

  private static boolean dependenciesDone(RunState run, PlanStep step) {
    return step.dependencies().stream()
        .allMatch(name -> run.plan().step(name).filter(run::done).isPresent());
  }

  private static boolean start(
      RunState run, PlanPhase phase, PlanStep step, StepState.Pending pending) {
    Optional<String> condition = Optional.ofNullable(step.spec().condition());
    if (condition.isPresent()) {
      Expressions.Judgement judgement = run.judge(condition.get());
      if (judgement.fault().isPresent()) {
        refuse(
            run,
            step,
            StatusReason.CONDITION_FAILED,
            StatusMessages.conditionFailed(condition.get(), judgement.fault().get()));
        return true;
      }
      if (!judgement.value()) {
        run.put(step, StepRecords.skipped(step.name(), pending.earlier(), run.now()));
        return true;
      }
    }
    List<Input> missing = StepInputs.resolve(run, step).missing();
    if (!missing.isEmpty()) {
      refuse(run, step, StatusReason.MISSING_INPUT, StatusMessages.missingInputs(missing));
      return true;
    }
    String digest = StepReuse.digest(run, step);
    Optional<StepCheckpoint> standing = StepReuse.standing(step, pending, digest);
    if (standing.isPresent()) {
      run.put(step, StepRecords.reused(step.name(), standing.get()));
      return true;
    }
    return begin(run, phase, step, pending, digest);
  }

  private static boolean begin(
      RunState run, PlanPhase phase, PlanStep step, StepState.Pending pending, String digest) {
    if (ApprovalRules.missing(run, phase)) {
      run.awaitApproval(phase);
      return false;
    }
    if (!GateRules.entered(run, phase)) {
      return false;
    }
    if (step.spec().manual() != null) {
      run.put(step, new StepState.Asking(Optional.empty(), digest, Optional.empty(), run.now()));
    } else if (step.pause().isPresent()) {
      Instant until = run.now().plus(step.pause().get());
      run.put(step, new StepState.Waiting(digest, run.now(), until));
    } else if (step.container().isEmpty()) {
      refuse(run, step, StatusReason.INVALID_SPEC, StatusMessages.nothingToRun());
      return true;
    } else if (placesTaken(run, phase) >= phase.maxParallel()) {
      return false;
    } else {
      run.put(
          step,
          new StepState.Starting(
              StepTally.first(run.now(), StepVoiding.left(run.run(), step, pending.earlier())),
              digest,
              run.now(),
              Optional.empty()));
    }
    StepReuse.voidAfter(run, step);
    return true;
  }

  /**
   * Steps whose Jobs may be at work. One that backs off keeps its place, but one that a person lets
   * try again had given it up.
   */
  private static long atWork(RunState run, PlanPhase phase) {
    return phase.steps().stream().filter(step -> run.step(step).active()).count();
  }

  private static long placesTaken(RunState run, PlanPhase phase) {
    return phase.steps().stream().filter(step -> run.step(step).holdsPlace()).count();
  }

  private static void refuse(RunState run, PlanStep step, StatusReason reason, String message) {
    StepOutcome.refused(run, step, StepFailure.of(StepFailure.Kind.ERROR, reason, message));
  }
}
