package dev.phaserollout.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which compensations may start now: newest first in the reverse order of the dependency graph,
 * those that do not depend on each other side by side.
 */
final class RollbackSchedule {

  private final RunState run;
  private final RollbackCover cover;

  private RollbackSchedule(RunState run, RollbackCover cover) {
    this.run = run;
    this.cover = cover;
  }

  /** Starts what may start; nothing while the rollout is suspended. */
  static void advance(RunState run, RollbackCover cover) {
    if (!run.draft().suspended()) {
      new RollbackSchedule(run, cover).startAll();
    }
  }

  private void startAll() {
    Set<String> standing = new LinkedHashSet<>();
    List<PlanStep> phase = new ArrayList<>();
    for (PlanStep step : cover.steps()) {
      if (compensation(step) instanceof StepState.Succeeded) {
        continue;
      }
      if (!phase.isEmpty() && phase.get(0).phaseIndex() != step.phaseIndex()) {
        phase.clear();
        standing.clear();
      }
      phase.add(step);
      standing.add(step.name());
    }
    if (phase.isEmpty() && cover.commits()) {
      run.plan().revert().ifPresent(revert -> GitOfRun.revert(run, revert));
    }
    startPhase(phase, standing);
  }

  /**
   * @param last what stands of the last phase that is not undone: those before it wait for it
   */
  private void startPhase(List<PlanStep> last, Set<String> standing) {
    for (int i = last.size() - 1; i >= 0; i--) {
      PlanStep step = last.get(i);
      if (PlanGraph.inPhase(phaseOf(step), step).stream()
          .noneMatch(after -> standing.contains(after.name()))) {
        start(step);
      }
    }
  }

  private void start(PlanStep step) {
    PlanStep compensation = step.compensation().orElseThrow();
    StepState state = run.step(compensation);
    if (state instanceof StepState.BackingOff backingOff) {
      PhaseSchedule.tryAgain(run, compensation, backingOff);
    } else if (state instanceof StepState.Pending && placeLeft(step)) {
      run.put(
          compensation,
          new StepState.Starting(
              StepTally.first(run.now()),
              WorkCodec.digest(StepCodec.write(step.name(), run.step(step))),
              run.now(),
              Optional.empty()));
    }
  }

  private boolean placeLeft(PlanStep step) {
    long taken =
        cover.steps().stream()
            .filter(other -> other.phaseIndex() == step.phaseIndex())
            .filter(other -> compensation(other).holdsPlace())
            .count();
    return taken < phaseOf(step).maxParallel();
  }

  private PlanPhase phaseOf(PlanStep step) {
    return run.undoing().phases().get(step.phaseIndex());
  }

  private StepState compensation(PlanStep step) {
    return run.step(step.compensation().orElseThrow());
  }
}
