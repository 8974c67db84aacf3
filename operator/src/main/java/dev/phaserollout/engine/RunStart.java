package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a run comes to be: its number and names, and the checkpoints that it starts from. */
final class RunStart {

  private RunStart() {}

  static void first(StatusDraft draft) {
    accept(draft, 1, "");
  }

  /**
   * After a run has ended, the next one is due when the spec is another by now or when a person
   * asks for it.
   */
  static void next(StatusDraft draft) {
    RunStatus ended = draft.run().orElseThrow();
    Optional<RunCommands.Again> asked = draft.again();
    boolean edited = RunEdit.pending(draft);
    boolean superseded = RunResult.SUPERSEDED.is(ended.result());
    if (!edited && !superseded && asked.isEmpty()) {
      return;
    }
    if (asked.isPresent() && asked.get() == RunCommands.Again.RERUN) {
      draft.phases(List.of());
    }
    draft.takeAgain();
    boolean succeeded = RunResult.SUCCEEDED.is(ended.result());
    String previous = succeeded ? ended.release() : ended.previousRelease();
    accept(draft, ended.number() + 1, previous == null ? "" : previous);
  }

  /**
   * Accepts the spec as it stands for the run of that number; a run that has not begun may be
   * accepted again.
   */
  static void accept(StatusDraft draft, int number, String previousRelease) {
    Plan plan = new Plan(draft.currentSpec());
    String release = plan.release();
    draft.phases(carryOver(draft, plan));
    draft.finallySteps(
        plan.finallyPhase().steps().stream()
            .map(step -> StepCodec.write(step.name(), new StepState.Pending(Optional.empty())))
            .toList());
    draft.run(
        new RunStatus(
            number,
            PlanNames.runUid(draft.rolloutUid(), number),
            RunRevision.current(draft),
            release.isEmpty() ? null : release,
            previousRelease.isEmpty() ? null : previousRelease,
            null,
            null,
            null,
            null,
            null,
            null,
            PlanNames.traceparent(draft.rolloutUid(), number),
            draft.seen().rollout().getMetadata().getGeneration(),
            null));
  }

  private static List<PhaseStatus> carryOver(StatusDraft draft, Plan plan) {
    int before = draft.run().map(RunStatus::number).orElse(0);
    Map<String, StepCheckpoint> checkpoints = new TreeMap<>();
    for (PhaseStatus phase : draft.phases()) {
      for (StepStatus step : phase.steps()) {
        StepRecords.checkpoint(step, before).ifPresent(kept -> checkpoints.put(step.name(), kept));
      }
    }
    List<PhaseStatus> carried = new ArrayList<>();
    for (PlanPhase phase : plan.phases()) {
      List<StepStatus> steps = new ArrayList<>();
      for (PlanStep step : phase.steps()) {
        Optional<StepCheckpoint> earlier = Optional.ofNullable(checkpoints.get(step.name()));
        steps.add(StepCodec.write(step.name(), new StepState.Pending(earlier)));
      }
      carried.add(new PhaseState.Pending().write(phase.name(), steps));
    }
    return carried;
  }
}
