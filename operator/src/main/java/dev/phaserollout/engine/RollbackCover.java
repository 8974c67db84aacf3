package dev.phaserollout.engine;

import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rollback undoes: whatever the rollout's steps have done since its last run that succeeded,
 * whichever run did it (design section 8). A step that was tried and failed, or was cancelled, may
 * have done half, so it is undone as well. One that an edit has removed is undone as the revision
 * says that it was made from.
 *
 * @param steps in the order of the plan; each has a compensation
 * @param commits whether commits are taken back once all of them are compensated
 * @param reverted steps without a compensation, whose commits are what is undone of them
 * @param without names of steps that did something and have neither
 */
record RollbackCover(
    List<PlanStep> steps, boolean commits, List<PlanStep> reverted, List<String> without) {

  static RollbackCover of(RunState run, RollbackReach reach) {
    List<PlanStep> steps = new ArrayList<>();
    List<PlanStep> reverted = new ArrayList<>();
    List<String> without = new ArrayList<>();
    boolean commits = false;
    for (PlanPhase phase : run.undoing().phases()) {
      if (reach == RollbackReach.PHASE && !failed(run, phase)) {
        continue;
      }
      for (PlanStep step : phase.steps()) {
        if (!worked(run, step, reach)) {
          continue;
        }
        boolean committed = mayHaveCommitted(run, step);
        commits |= committed;
        if (step.compensation().isPresent()) {
          steps.add(step);
        } else if (committed) {
          reverted.add(step);
        } else if (step.pause().isEmpty()) {
          without.add(step.name());
        }
      }
    }
    if (reach == RollbackReach.RUN) {
      without.addAll(run.run().forgotten());
    }
    commits |= reach == RollbackReach.RUN && !steps.isEmpty() && followsAnother(run);
    return new RollbackCover(
        List.copyOf(steps), commits, List.copyOf(reverted), List.copyOf(without));
  }

  boolean isEmpty() {
    return steps.isEmpty() && !commits;
  }

  /** How many steps are undone. */
  int size() {
    return steps.size() + reverted.size();
  }

  /** The steps whose commits are taken back by the rollback of the run; empty means all. */
  static List<String> committing(RunState run) {
    RollbackReach reach =
        Optional.ofNullable(run.run().rollback())
            .map(RollbackStatus::scope)
            .map(RollbackReach::ofWord)
            .orElse(RollbackReach.RUN);
    return reach == RollbackReach.RUN
        ? List.of()
        : run.undoing().phases().stream()
            .filter(phase -> reach != RollbackReach.PHASE || failed(run, phase))
            .flatMap(phase -> phase.steps().stream())
            .filter(step -> worked(run, step, reach) && mayHaveCommitted(run, step))
            .map(PlanStep::name)
            .toList();
  }

  /**
   * One that was ended before its end was seen may have committed all the same, even where a person
   * has taken it as done. One that had nothing to commit may have found what an earlier run has
   * left on the branch since the last success.
   */
  private static boolean mayHaveCommitted(RunState run, PlanStep step) {
    if (run.plan().git().isEmpty() || step.spec().commit() == null || step.spec().run() == null) {
      return false;
    }
    StepStatus status = StepCodec.write(step.name(), run.step(step));
    boolean known = status.checkpoint() != null && status.checkpoint().commit() != null;
    boolean seen =
        run.step(step) instanceof StepState.Succeeded
            && !StatusReason.TAKEN_AS_DONE.word().equals(status.reason());
    return known || status.commit() != null || !seen || followsAnother(run);
  }

  /**
   * Whether the branch has gone on since the first run after the last success began, so that an
   * earlier run may have left commits: of a rollback that was given up too, whose steps are
   * compensated and not known any more.
   */
  private static boolean followsAnother(RunState run) {
    return run.plan().git().isPresent()
        && !Objects.equals(run.run().sinceCommit(), run.run().baseCommit());
  }

  static RollbackCover of(RunState run, RollbackStatus rollback) {
    return of(run, RollbackReach.ofWord(rollback.scope()));
  }

  private static boolean failed(RunState run, PlanPhase phase) {
    return run.phase(phase) instanceof PhaseState.Over over
        && !over.done()
        && !StateWord.REMOVED.equals(over.record().state());
  }

  private static boolean worked(RunState run, PlanStep step, RollbackReach reach) {
    StepState state = run.step(step);
    if (reach == RollbackReach.CANCELLED) {
      return state instanceof StepState.Ended ended
          && ended.kind() == StepFailure.Kind.ABORTED
          && ended.mayHaveWorked();
    }
    if (state instanceof StepState.Succeeded succeeded) {
      Integer reused = succeeded.record().reusedFromRun();
      return StepVoiding.sinceLastSuccess(run.run(), reused == null ? run.run().number() : reused);
    }
    return state.leftHalf() || earlier(state).filter(kept -> since(run.run(), kept)).isPresent();
  }

  private static boolean since(RunStatus run, StepCheckpoint kept) {
    return StepVoiding.sinceLastSuccess(run, kept.run());
  }

  private static Optional<StepCheckpoint> earlier(StepState state) {
    return Optional.ofNullable(StepCodec.write("", state).checkpoint());
  }
}
