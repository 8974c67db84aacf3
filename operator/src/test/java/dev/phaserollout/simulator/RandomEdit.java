package dev.phaserollout.simulator;

import dev.phaserollout.api.OnFailure;
import dev.phaserollout.api.OnSpecChange;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.RollbackScope;
import dev.phaserollout.api.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What people do to a spec between two looks of the operator. */
final class RandomEdit {

  private final Dice dice;
  private final int number;

  /** The number makes every edit differ from the one before. */
  RandomEdit(Dice dice, int number) {
    this.dice = dice;
    this.number = number;
  }

  PhaseRolloutSpec of(PhaseRolloutSpec spec) {
    SpecDraft draft = SpecDraft.editing(spec);
    switch (dice.between(0, 15)) {
      case 0 -> draft.release("v1." + number);
      case 1, 2 -> changeOneCommand(draft, spec);
      case 3 -> draft.parameter("mode", dice.oneOf("full", "quick"));
      case 4 -> draft.onSpecChange(dice.oneOf(OnSpecChange.FinishCurrent, OnSpecChange.Restart));
      case 5 -> draft.refused(!SpecDraft.isRefused(spec) && dice.chance(0.5));
      case 8 -> draft.describedAs("edited " + number);
      case 6, 12, 13, 14, 15 -> removeOneStep(draft, spec);
      case 9 -> changeOneRollback(draft, spec);
      case 10 -> changeOneApproval(draft, spec);
      case 11 ->
          draft.rollback(
              dice.oneOf(OnFailure.Automatic, OnFailure.Ask, OnFailure.None),
              dice.oneOf(RollbackScope.Run, RollbackScope.Phase));
      default -> addOneStep(draft);
    }
    return draft.build();
  }

  private void changeOneCommand(SpecDraft draft, PhaseRolloutSpec spec) {
    List<String> names = namesOf(spec);
    String changed = dice.pick(names);
    draft.steps(
        steps ->
            steps.stream()
                .map(
                    step ->
                        step.name().equals(changed) && step.run() != null
                            ? StepDraft.editing(step).command("work-" + number).build()
                            : step)
                .toList());
  }

  private void changeOneRollback(SpecDraft draft, PhaseRolloutSpec spec) {
    String changed = dice.pick(namesOf(spec));
    draft.steps(
        steps ->
            steps.stream()
                .map(step -> step.name().equals(changed) ? withOtherRollback(step) : step)
                .toList());
  }

  private Step withOtherRollback(Step step) {
    StepDraft draft = StepDraft.editing(step);
    if (step.rollback() == null) {
      RandomRollout.undo(dice, draft);
    } else {
      draft.notUndoable();
    }
    return draft.build();
  }

  private void changeOneApproval(SpecDraft draft, PhaseRolloutSpec spec) {
    Phase phase = dice.pick(spec.phases());
    draft.approval(phase.name(), phase.approval() == null ? RandomRollout.approval(dice) : null);
  }

  private void removeOneStep(SpecDraft draft, PhaseRolloutSpec spec) {
    Set<String> needed = new TreeSet<>();
    List<Step> all = new ArrayList<>(spec.finallySteps());
    spec.phases().forEach(phase -> all.addAll(phase.steps()));
    for (Step step : all) {
      if (step.dependsOn() != null) {
        needed.addAll(step.dependsOn());
      }
      step.inputs().forEach(input -> needed.add(input.from().step()));
    }
    List<String> free = namesOf(spec).stream().filter(name -> !needed.contains(name)).toList();
    List<String> undoable = free.stream().filter(name -> hasRollback(spec, name)).toList();
    if (!free.isEmpty()) {
      String removed = dice.pick(undoable.isEmpty() ? free : undoable);
      draft.steps(
          steps ->
              steps.size() == 1
                  ? steps
                  : steps.stream().filter(step -> !step.name().equals(removed)).toList());
    }
  }

  private static boolean hasRollback(PhaseRolloutSpec spec, String name) {
    return spec.phases().stream()
        .flatMap(phase -> phase.steps().stream())
        .anyMatch(step -> step.name().equals(name) && step.rollback() != null);
  }

  private void addOneStep(SpecDraft draft) {
    boolean[] added = {false};
    draft.steps(
        steps -> {
          if (added[0] || steps.size() > 5 || dice.chance(0.5)) {
            return steps;
          }
          added[0] = true;
          List<Step> more = new ArrayList<>(steps);
          more.add(added());
          return more;
        });
  }

  private Step added() {
    StepDraft step = StepDraft.step("added" + number);
    if (dice.chance(0.5)) {
      RandomRollout.undo(dice, step);
    }
    return step.build();
  }

  private static List<String> namesOf(PhaseRolloutSpec spec) {
    return spec.phases().stream().flatMap(phase -> phase.steps().stream()).map(Step::name).toList();
  }
}
