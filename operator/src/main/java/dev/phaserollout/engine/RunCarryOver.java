package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run takes over from the one before it: the checkpoints that stand, and those that are void
 * but whose work was not undone.
 */
final class RunCarryOver {

  private final StatusDraft draft;
  private final Plan plan;
  private final int before;
  private final boolean anew;
  private final Map<String, StepStatus> known = new LinkedHashMap<>();

  private RunCarryOver(StatusDraft draft, Plan plan, boolean anew) {
    this.draft = draft;
    this.plan = plan;
    this.before = draft.run().map(RunStatus::number).orElse(0);
    this.anew = anew;
    for (PhaseStatus phase : draft.phases()) {
      phase.steps().forEach(step -> known.put(step.name(), step));
    }
  }

  /**
   * @param phases as the new run begins with them
   * @param forgotten names of removed steps whose work stands and is not known any more
   */
  record Carried(List<PhaseStatus> phases, List<String> forgotten) {}

  /**
   * @param anew whether no checkpoint may stand in for a step, because a person asked for that
   */
  static Carried of(StatusDraft draft, Plan plan, boolean anew) {
    return RemovedSteps.addedTo(new RunCarryOver(draft, plan, anew).phases(), draft, plan);
  }

  private List<PhaseStatus> phases() {
    Set<String> voided = voided();
    List<PhaseStatus> carried = new ArrayList<>();
    for (PlanPhase phase : plan.phases()) {
      List<StepStatus> steps = new ArrayList<>();
      for (PlanStep step : phase.steps()) {
        Optional<StepCheckpoint> earlier = kept(step);
        if (anew || voided.contains(step.name())) {
          earlier = left(step, earlier);
        }
        steps.add(StepCodec.write(step.name(), new StepState.Pending(earlier)));
      }
      carried.add(
          new PhaseState.Pending(accepted(phase))
              .write(phase.name(), steps, PhaseState.Gates.NONE));
    }
    return carried;
  }

  private Optional<String> accepted(PlanPhase phase) {
    return draft.phases().stream()
        .filter(before -> !anew && before.name().equals(phase.name()))
        .findFirst()
        .map(PhaseStatus::digest);
  }

  /**
   * The steps after those that were undone: the ground has moved under their checkpoints. Of a step
   * that the spec has no longer the graph is not known either, so it is all that was listed after.
   */
  private Set<String> voided() {
    Set<String> voided = new LinkedHashSet<>();
    boolean afterRemoved = false;
    for (StepStatus status : known.values()) {
      Optional<PlanStep> step = plan.step(status.name()).filter(planned -> !planned.isFinally());
      if (afterRemoved) {
        voided.add(status.name());
      }
      if (compensated(status) && step.isPresent()) {
        PlanGraph.after(plan, step.get()).forEach(after -> voided.add(after.name()));
      }
      afterRemoved |= compensated(status) && step.isEmpty();
    }
    return voided;
  }

  private Optional<StepCheckpoint> kept(PlanStep step) {
    StepStatus status = known.get(step.name());
    if (status == null || compensated(status)) {
      return Optional.empty();
    }
    Optional<StepCheckpoint> half =
        StepCodec.read(status).leftHalf()
            ? left(step, StepRecords.half(status, before))
            : Optional.empty();
    return half.or(() -> StepRecords.checkpoint(status, before));
  }

  /** What a step of that run has done or half done, whatever the spec says of it by now. */
  static Optional<StepCheckpoint> done(StepStatus status, int run) {
    Optional<StepCheckpoint> half =
        StepCodec.read(status).leftHalf() ? StepRecords.half(status, run) : Optional.empty();
    return half.or(() -> StepRecords.checkpoint(status, run));
  }

  private Optional<StepCheckpoint> left(PlanStep step, Optional<StepCheckpoint> checkpoint) {
    return draft
        .run()
        .filter(run -> !RunResult.stands(run))
        .flatMap(run -> StepVoiding.left(run, step, checkpoint));
  }

  static boolean compensated(StepStatus status) {
    return status.rollback() != null && StateWord.SUCCEEDED.equals(status.rollback().state());
  }
}
