package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plan of a run as its rollback sees it: with the steps that edits have removed and whose work
 * stands, in the places that they had. Each is undone as the revision says that it was made from,
 * and by itself: after everything that is listed behind it, before everything in front of it.
 */
final class UndoPlan {

  private final Plan plan;
  private final List<PlanPhase> phases;
  private final List<PlanStep> compensations;
  private final Map<String, PlanStep> removed;
  private final Map<String, Plan> madeFrom;

  private UndoPlan(
      Plan plan,
      List<PlanPhase> phases,
      List<PlanStep> compensations,
      Map<String, PlanStep> removed,
      Map<String, Plan> madeFrom) {
    this.plan = plan;
    this.phases = phases;
    this.compensations = compensations;
    this.removed = removed;
    this.madeFrom = madeFrom;
  }

  static UndoPlan of(StatusDraft draft, Plan plan) {
    boolean whole =
        draft.phases().stream()
            .flatMap(phase -> phase.steps().stream())
            .noneMatch(UndoPlan::isRemoved);
    return whole
        ? new UndoPlan(plan, plan.phases(), plan.compensations(), Map.of(), Map.of())
        : new Builder(draft, plan).build();
  }

  private static boolean isRemoved(StepStatus step) {
    return StateWord.REMOVED.equals(step.state());
  }

  /** The phases of the run, and those that edits have removed. */
  List<PlanPhase> phases() {
    return phases;
  }

  /** What undoes the steps, in the reverse order of those. */
  List<PlanStep> compensations() {
    return compensations;
  }

  Optional<PlanStep> step(String name) {
    return Optional.ofNullable(removed.get(name)).or(() -> plan.step(name));
  }

  /** The plan that says how the step of that name is undone. */
  Plan planOf(String step) {
    return madeFrom.getOrDefault(step, plan);
  }

  private static final class Builder {

    private final StatusDraft draft;
    private final Plan plan;
    private final Map<String, PlanStep> removed = new LinkedHashMap<>();
    private final Map<String, Plan> madeFrom = new LinkedHashMap<>();

    Builder(StatusDraft draft, Plan plan) {
      this.draft = draft;
      this.plan = plan;
    }

    UndoPlan build() {
      Map<String, PlanPhase> own = new LinkedHashMap<>();
      plan.phases().forEach(phase -> own.put(phase.name(), phase));
      List<PlanPhase> phases = new ArrayList<>();
      for (PhaseStatus status : draft.phases()) {
        phases.add(
            phase(
                status,
                Objects.requireNonNullElseGet(
                    own.get(status.name()), () -> PlanPhase.removed(status.name())),
                phases.size()));
      }
      List<PlanStep> undoing = new ArrayList<>();
      phases.stream()
          .flatMap(phase -> phase.steps().stream())
          .flatMap(step -> step.compensation().stream())
          .forEach(undo -> undoing.add(0, undo));
      return new UndoPlan(plan, List.copyOf(phases), List.copyOf(undoing), removed, madeFrom);
    }

    private PlanPhase phase(PhaseStatus status, PlanPhase phase, int index) {
      List<PlanStep> steps = new ArrayList<>();
      List<String> before = new ArrayList<>();
      List<String> removedBefore = new ArrayList<>();
      for (StepStatus known : status.steps()) {
        if (isRemoved(known)) {
          steps.add(removed(known, phase.name()).at(phase.name(), index, List.copyOf(before)));
          removedBefore.add(known.name());
        } else {
          plan.step(known.name())
              .map(step -> step.at(phase.name(), index, both(step.dependencies(), removedBefore)))
              .ifPresent(steps::add);
        }
        before.add(known.name());
      }
      return phase.at(index, List.copyOf(steps));
    }

    private static List<String> both(List<String> some, List<String> more) {
      return Stream.concat(some.stream(), more.stream()).toList();
    }

    private PlanStep removed(StepStatus known, String phase) {
      Optional<Plan> from = madeFrom(known).map(Revision::plan);
      PlanStep step =
          from.flatMap(plan -> plan.step(known.name()))
              .filter(planned -> !planned.isFinally())
              .orElseGet(() -> unknown(known.name(), phase));
      removed.put(known.name(), step);
      from.ifPresent(plan -> madeFrom.put(known.name(), plan));
      return step;
    }

    private Optional<Revision> madeFrom(StepStatus known) {
      return Optional.ofNullable(known.checkpoint())
          .flatMap(
              did ->
                  draft.seen().earlier().stream()
                      .filter(revision -> revision.name().equals(did.revision()))
                      .findFirst());
    }

    /** Its revision is gone, and with it what would undo it. */
    private PlanStep unknown(String name, String phase) {
      return PlanStep.unknown(name, phase, plan.spec());
    }
  }
}
