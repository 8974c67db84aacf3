package dev.phaserollout.engine;

import dev.phaserollout.api.OnSpecChange;
import dev.phaserollout.api.RunStatus;

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
   * Whether a running step means the same in the edited spec, so that it is awaited and its
   * checkpoint kept.
   */
  static boolean survives(RunState run, PlanStep step, String digest) {
    return new Plan(run.draft().currentSpec())
        .step(step.name())
        .filter(edited -> edited.phase().equals(step.phase()))
        .map(edited -> StepReuse.digest(run, edited).equals(digest))
        .orElse(false);
  }
}
