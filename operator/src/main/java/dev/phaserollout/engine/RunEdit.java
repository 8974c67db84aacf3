package dev.phaserollout.engine;

import dev.phaserollout.api.OnSpecChange;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What an edited spec does to the run that it finds. */
final class RunEdit {

  private RunEdit() {}

  /**
   * Whether the spec is another than the one the run was accepted with. An edit that changes
   * nothing of what a run does is taken note of, and is none.
   */
  static boolean pending(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    Long generation = draft.seen().rollout().getMetadata().getGeneration();
    if (generation != null && !generation.equals(run.generation())) {
      String current = RunRevision.current(draft);
      run =
          RunFields.of(run).observing(generation, current.equals(run.revision()) ? null : current);
      draft.run(run);
    }
    return run.nextRevision() != null;
  }

  /**
   * Under {@code onSpecChange: Restart} an edit ends the run at once; else the run goes on to its
   * end.
   */
  static void observe(RunState run) {
    if (pending(run.draft()) && run.draft().currentSpec().onSpecChange() == OnSpecChange.Restart) {
      run.end(RunResult.SUPERSEDED, StatusReason.SPEC_CHANGED, StatusMessages.specChanged());
    }
  }

  /**
   * The running steps that mean the same in the edited spec, so that they are awaited and their
   * checkpoints kept: nothing of them has changed, and nothing before them. One whose gates still
   * measure is awaited as well, unless the edit changes those.
   */
  static Set<String> surviving(RunState run) {
    Set<String> same = new LinkedHashSet<>();
    boolean sameSoFar = true;
    for (PlanPhase phase : new Plan(run.draft().currentSpec()).phases()) {
      for (PlanStep edited : inOrder(phase)) {
        if (sameSoFar && same.containsAll(edited.dependencies()) && same(run, edited)) {
          same.add(edited.name());
        }
      }
      sameSoFar &= phase.steps().stream().map(PlanStep::name).allMatch(same::contains);
    }
    return same;
  }

  private static boolean same(RunState run, PlanStep edited) {
    Optional<PlanStep> known = run.plan().step(edited.name());
    if (known.isEmpty()) {
      return false;
    }
    StepState state = run.step(known.get());
    if (state instanceof StepState.Skipped) {
      return Objects.equals(known.get().spec().condition(), edited.spec().condition());
    }
    if (state instanceof StepState.Measuring && !judgedAlike(known.get().spec(), edited.spec())) {
      return false;
    }
    String digest = StepReuse.recorded(state);
    return (unfinished(state) || edited.reusable())
        && !digest.isEmpty()
        && StepReuse.digest(run, edited).equals(digest);
  }

  /** Whether what comes between the end of an attempt and that of its step has not changed. */
  private static boolean judgedAlike(Step known, Step edited) {
    return known.gates().equals(edited.gates())
        && known.deliverables().equals(edited.deliverables())
        && Objects.equals(known.commit(), edited.commit());
  }

  /** What can be awaited: its Job may be at work, or its gates say whether it is done. */
  static boolean unfinished(StepState state) {
    return state.active() || state instanceof StepState.Measuring;
  }

  /** Whether what a run that an edit has ended still awaits is all that it goes on with. */
  static boolean awaits(RunState run) {
    return RunResult.SUPERSEDED.is(run.run().result());
  }

  /** Steps after those that they depend on, however they are listed. */
  private static List<PlanStep> inOrder(PlanPhase phase) {
    List<PlanStep> ordered = new ArrayList<>();
    Set<String> placed = new LinkedHashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (PlanStep step : phase.steps()) {
        if (!placed.contains(step.name()) && placed.containsAll(step.dependencies())) {
          placed.add(step.name());
          ordered.add(step);
          grown = true;
        }
      }
    }
    return ordered;
  }
}
