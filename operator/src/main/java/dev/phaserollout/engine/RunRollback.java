package dev.phaserollout.engine;

import dev.phaserollout.api.OnFailure;
import dev.phaserollout.api.RollbackPolicy;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rollback of a run: when one is due, how far it is, and when it is over. A rollback is never
 * rolled back; a compensation that fails stops it, and a person goes on with it or gives it up.
 */
final class RunRollback {

  private RunRollback() {}

  /**
   * Goes on with the rollback of a run in which nothing else is at work.
   *
   * @return whether there is none, or it is over
   */
  static boolean advance(RunState run) {
    if (run.run().rollback() == null) {
      due(run)
          .ifPresent(
              reach ->
                  run.draft().run(RollbackRecord.request(run.run(), RollbackCause.FAILURE, reach)));
    }
    if (RollbackQuestion.open(run)) {
      RollbackQuestion.observe(run);
    }
    if (RollbackQuestion.open(run) && RunCommands.rollbackWaiting(run.draft()).isPresent()) {
      run.draft().run(RollbackRecord.request(run.run(), RollbackCause.COMMAND, RollbackReach.RUN));
    }
    if (RollbackQuestion.open(run)) {
      return false;
    }
    RollbackStatus rollback = run.run().rollback();
    return rollback == null || RollbackState.of(rollback).over() || advance(run, rollback);
  }

  private static boolean advance(RunState run, RollbackStatus rollback) {
    RollbackCover cover = RollbackCover.of(run, rollback);
    if (cover.isEmpty() && RollbackCause.FAILURE.word().equals(rollback.cause())) {
      run.draft().run(RunFields.of(run.run()).rollback(null));
      return true;
    }
    RollbackState now = RollbackState.of(rollback);
    if (now == RollbackState.DUE) {
      tryFailedAgain(run, cover);
      now = RollbackState.RUNNING;
    }
    if (now == RollbackState.STOPPING || failed(run)) {
      wind(run, cover, now);
    } else {
      RollbackSchedule.advance(run, cover);
    }
    RollbackState next = next(run, cover, now);
    if (next == RollbackState.SUCCEEDED) {
      takenBack(run, cover);
    }
    RollbackRecord.count(run, rollback, cover, next);
    return next.over();
  }

  /** Whether nothing is tried again: a person stops the rollback, or a compensation has failed. */
  static boolean stopping(RunState run) {
    return RollbackRecord.state(run.run()).filter(RollbackState.RUNNING::equals).isEmpty()
        || failed(run);
  }

  private static boolean failed(RunState run) {
    return Stream.concat(run.undoing().compensations().stream(), run.plan().revert().stream())
        .anyMatch(step -> run.step(step) instanceof StepState.Ended);
  }

  /** All that undoes what is covered, in the order of the plan, the revert of commits last. */
  private static List<PlanStep> undoing(RunState run, RollbackCover cover) {
    return Stream.concat(
            cover.steps().stream().flatMap(step -> step.compensation().stream()),
            cover.commits() ? run.plan().revert().stream() : Stream.empty())
        .toList();
  }

  private static void takenBack(RunState run, RollbackCover cover) {
    Optional<PlanStep> revert = run.plan().revert();
    if (revert.isPresent() && run.step(revert.get()) instanceof StepState.Succeeded done) {
      cover.reverted().forEach(step -> run.undone(step, StepRecords.takenBack(step.name(), done)));
    }
  }

  /** How far a run that has just failed is to be undone of itself. */
  private static Optional<RollbackReach> due(RunState run) {
    if (RunResult.SUPERSEDED.is(run.run().result())) {
      return worthwhile(run, RollbackReach.CANCELLED);
    }
    return failed(run.run()) && policy(run) == OnFailure.Automatic
        ? worthwhile(run, RollbackReach.of(run.plan().spec()))
        : Optional.empty();
  }

  /**
   * A run that failed before its phases were done: what comes after them is no reason to undo what
   * succeeded.
   */
  static boolean failed(RunStatus run) {
    return RunResult.FAILED.is(run.result())
        && !StatusReason.FINALLY_FAILED.word().equals(run.reason())
        && !StatusReason.COMPLETION_FAILED.word().equals(run.reason());
  }

  private static Optional<RollbackReach> worthwhile(RunState run, RollbackReach reach) {
    return RollbackCover.of(run, reach).isEmpty() ? Optional.empty() : Optional.of(reach);
  }

  /** Whether a person decides what becomes of a failure. */
  static boolean asks(RunState run) {
    return policy(run) == OnFailure.Ask;
  }

  private static OnFailure policy(RunState run) {
    return policy(run.plan());
  }

  private static OnFailure policy(Plan plan) {
    return Optional.ofNullable(plan.spec().rollback())
        .map(RollbackPolicy::onFailure)
        .orElse(OnFailure.Automatic);
  }

  /**
   * A person stops the rollback of a failed run before it has begun, whoever would have begun it.
   */
  static RunStatus declined(StatusDraft draft, RunStatus run) {
    Optional<OnFailure> policy = RunRevision.stored(draft).map(revision -> policy(revision.plan()));
    if (policy.filter(OnFailure.Automatic::equals).isPresent()) {
      return RollbackRecord.tell(
          RollbackRecord.request(run, RollbackCause.FAILURE, RollbackReach.RUN),
          RollbackState.STOPPING);
    }
    return policy.filter(OnFailure.Ask::equals).isPresent()
        ? RunFields.of(run).answered(List.of(RollbackQuestion.declinedBy(RunCommands.ABORT)))
        : run;
  }

  /** A person has said that the run is to be undone. */
  static void answered(RunState run) {
    if (run.run().rollback() == null) {
      RollbackReach reach = RollbackReach.of(run.plan().spec());
      run.draft().run(RollbackRecord.request(run.run(), RollbackCause.ANSWER, reach));
    }
  }

  /** Through the schedule, so that it waits while the rollout is suspended. */
  private static void tryFailedAgain(RunState run, RollbackCover cover) {
    for (PlanStep undo : undoing(run, cover)) {
      if (run.step(undo) instanceof StepState.Ended ended) {
        StepTally tally =
            StepCodec.tally(ended.record()).orElseGet(() -> StepTally.first(run.now()));
        run.put(
            undo,
            new StepState.BackingOff(
                tally.forgiven(),
                WorkCodec.digest(ended.record()),
                StepCodec.lastTrouble(ended.record()),
                Optional.ofNullable(ended.record().exitCode()),
                run.now(),
                run.now()));
      }
    }
  }

  /** Lets nothing be tried again; what is at work ends by itself, unless a person stops it. */
  private static void wind(RunState run, RollbackCover cover, RollbackState now) {
    for (PlanStep undo : undoing(run, cover)) {
      StepState state = run.step(undo);
      if (state instanceof StepState.BackingOff waits) {
        StepFailure last = StepFailure.of(waits.last(), waits.exitCode());
        run.put(
            undo, StepRecords.ended(undo.name(), waits.tally(), waits.digest(), last, run.now()));
      } else if (now == RollbackState.STOPPING
          && state instanceof StepState.AtWork work
          && !(state instanceof StepState.Cancelling)) {
        StepFailure aborted =
            StepFailure.of(
                StepFailure.Kind.ABORTED, StatusReason.ABORTED, RollbackMessages.stopped());
        StepRules.cancel(run, undo, work, work.knownUid(), aborted);
      }
    }
  }

  private static RollbackState next(RunState run, RollbackCover cover, RollbackState now) {
    List<StepState> states = undoing(run, cover).stream().map(run::step).toList();
    if (states.stream().allMatch(StepState.Succeeded.class::isInstance)) {
      return RollbackState.SUCCEEDED;
    }
    if (states.stream().anyMatch(StepState::active)) {
      return now;
    }
    if (now == RollbackState.STOPPING) {
      return RollbackState.STOPPED;
    }
    return states.stream().anyMatch(StepState.Ended.class::isInstance) ? RollbackState.FAILED : now;
  }
}
