package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Jobs of the rollout that are at work although the status, as it will be stored, names none such:
 * what a process that believed to lead has created late. They are ended on sight.
 */
final class StrayJobs {

  private StrayJobs() {}

  static void cancel(StatusDraft draft) {
    List<JobSighting.Active> active =
        draft.seen().world().jobs().values().stream()
            .filter(JobSighting.Active.class::isInstance)
            .map(JobSighting.Active.class::cast)
            .toList();
    if (active.isEmpty()) {
      return;
    }
    Set<String> named = named(draft);
    for (JobSighting.Active job : active) {
      if (!named.contains(job.job())) {
        draft.effect(new Effect.CancelStray(job.job(), job.uid()));
      }
    }
  }

  private static Set<String> named(StatusDraft draft) {
    Set<String> names = new LinkedHashSet<>();
    for (PhaseStatus phase : draft.phases()) {
      phase.steps().forEach(step -> name(draft, phase.name(), step, names));
      GateJobs.known(phase)
          .forEach((path, state) -> name(draft, phase.name(), path, Role.GATE, state, names));
    }
    draft.finallySteps().forEach(step -> name(draft, Plan.FINALLY, step, names));
    GitOfRun.known(draft)
        .forEach((job, state) -> name(draft, PlanGit.PHASE, job, Role.GIT, state, names));
    return names;
  }

  private static void name(StatusDraft draft, String phase, StepStatus step, Set<String> names) {
    name(draft, phase, step.name(), Role.STEP, StepCodec.read(step), names);
    WorkCodec.undoing(step)
        .ifPresent(state -> name(draft, phase, step.name(), Role.ROLLBACK, state, names));
    WorkCodec.landing(step)
        .ifPresent(state -> name(draft, phase, step.name(), Role.GIT, state, names));
  }

  private static void name(
      StatusDraft draft, String phase, String step, Role role, StepState state, Set<String> names) {
    if (state instanceof StepState.AtWork work) {
      names.add(
          PlanNames.job(draft.rolloutName(), StepJobs.attempt(draft, phase, step, role, work)));
    }
  }
}
