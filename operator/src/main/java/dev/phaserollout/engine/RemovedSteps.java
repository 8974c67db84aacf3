package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps that the run before has done, or half done, and that the spec has no longer. Nothing of
 * them is run or reused, but a rollback undoes them until a run succeeds; so they keep their places
 * among the steps that are left.
 */
final class RemovedSteps {

  /** Of all, of those in one phase, and of phases: with those of a spec, within the schema. */
  private static final int STEPS_MAX = 200;

  private static final int IN_PHASE_MAX = 75;
  private static final int PHASES_MAX = 48;
  private static final int NAMES_MAX = 50;

  private final StatusDraft draft;
  private final Plan plan;
  private final Map<String, Map<String, StepStatus>> found = new LinkedHashMap<>();
  private final List<String> forgotten = new ArrayList<>();

  private RemovedSteps(StatusDraft draft, Plan plan) {
    this.draft = draft;
    this.plan = plan;
  }

  /**
   * Adds them to what a run takes over.
   *
   * @param carried the phases of its own plan
   */
  static RunCarryOver.Carried addedTo(List<PhaseStatus> carried, StatusDraft draft, Plan plan) {
    Optional<RunStatus> before = draft.run().filter(run -> !RunResult.stands(run));
    if (before.isEmpty()) {
      return new RunCarryOver.Carried(carried, List.of());
    }
    RemovedSteps removed = new RemovedSteps(draft, plan);
    removed.find(before.get());
    removed.forgetOldest();
    return new RunCarryOver.Carried(
        removed.placed(carried),
        Stream.concat(removed.forgotten.stream(), before.get().forgotten().stream())
            .distinct()
            .limit(NAMES_MAX)
            .toList());
  }

  private void find(RunStatus before) {
    for (PhaseStatus phase : draft.phases()) {
      for (StepStatus step : phase.steps()) {
        boolean kept = plan.step(step.name()).filter(known -> !known.isFinally()).isPresent();
        if (!kept) {
          did(step, before)
              .ifPresent(
                  did ->
                      found
                          .computeIfAbsent(phase.name(), name -> new LinkedHashMap<>())
                          .put(step.name(), StepRecords.removed(step.name(), did).record()));
        }
      }
    }
  }

  private Optional<StepCheckpoint> did(StepStatus step, RunStatus before) {
    return RunCarryOver.compensated(step)
        ? Optional.empty()
        : RunCarryOver.done(step, before.number())
            .filter(did -> StepVoiding.sinceLastSuccess(before, did.run()))
            .map(did -> StepVoiding.madeFrom(did, revision(before)));
  }

  /** Of the newest run that has begun: that of one which has not may never have been stored. */
  private @Nullable String revision(RunStatus before) {
    return before.startedAt() != null
        ? before.revision()
        : draft.history().stream()
            .filter(run -> run.startedAt() != null)
            .findFirst()
            .map(RunRecord::revision)
            .orElse(null);
  }

  private void forgetOldest() {
    record Known(String phase, StepStatus step) {
      int run() {
        return step.checkpoint() == null ? 0 : step.checkpoint().run();
      }
    }
    List<Known> newestFirst =
        found.entrySet().stream()
            .flatMap(
                phase -> phase.getValue().values().stream().map(s -> new Known(phase.getKey(), s)))
            .sorted(Comparator.comparing(Known::run).reversed())
            .toList();
    Map<String, Integer> kept = new LinkedHashMap<>();
    int steps = 0;
    for (Known known : newestFirst) {
      int inPhase = kept.getOrDefault(known.phase(), 0);
      boolean room = inPhase > 0 || kept.size() < PHASES_MAX;
      if (steps < STEPS_MAX && inPhase < IN_PHASE_MAX && room) {
        kept.put(known.phase(), inPhase + 1);
        steps++;
      } else {
        forgotten.add(known.step().name());
        found.getOrDefault(known.phase(), Map.of()).remove(known.step().name());
      }
    }
    found.values().removeIf(Map::isEmpty);
  }

  private List<PhaseStatus> placed(List<PhaseStatus> carried) {
    List<PhaseStatus> phases = new ArrayList<>(carried);
    List<String> before = new ArrayList<>();
    for (PhaseStatus old : draft.phases()) {
      Map<String, StepStatus> removed = found.getOrDefault(old.name(), Map.of());
      int own = indexOf(phases, old.name(), PhaseStatus::name);
      if (!removed.isEmpty() && own >= 0) {
        PhaseStatus phase = phases.get(own);
        phases.set(own, with(phase, placed(phase.steps(), old, removed)));
      } else if (!removed.isEmpty()) {
        place(phases, before, removedPhase(old.name(), removed), PhaseStatus::name);
      }
      before.add(old.name());
    }
    return List.copyOf(phases);
  }

  private static List<StepStatus> placed(
      List<StepStatus> carried, PhaseStatus old, Map<String, StepStatus> removed) {
    List<StepStatus> steps = new ArrayList<>(carried);
    List<String> before = new ArrayList<>();
    for (StepStatus step : old.steps()) {
      Optional.ofNullable(removed.get(step.name()))
          .ifPresent(known -> place(steps, before, known, StepStatus::name));
      before.add(step.name());
    }
    return steps;
  }

  /** Right behind the nearest of those that were before it and are there. */
  private static <T> void place(
      List<T> among, List<String> before, T added, Function<T, String> name) {
    int at = -1;
    for (int i = before.size() - 1; i >= 0 && at < 0; i--) {
      at = indexOf(among, before.get(i), name);
    }
    among.add(at + 1, added);
  }

  private static <T> int indexOf(List<T> among, String wanted, Function<T, String> name) {
    return among.stream().map(name).toList().indexOf(wanted);
  }

  private static PhaseStatus removedPhase(String name, Map<String, StepStatus> steps) {
    return new PhaseStatus(
        name,
        StateWord.REMOVED,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.copyOf(steps.values()));
  }

  private static PhaseStatus with(PhaseStatus phase, List<StepStatus> steps) {
    return PhaseState.read(phase).write(phase.name(), steps, PhaseState.Gates.NONE);
  }
}
