package dev.phaserollout.engine;

import java.util.Optional;

/** The Jobs of steps: their identity, their sightings, and the requests that create them. */
final class StepJobs {

  private StepJobs() {}

  static Attempt attempt(RunState run, PlanStep step, StepState.AtWork work) {
    return attempt(run.draft(), step.phase(), step.name(), step.role(), work);
  }

  /** The same from what the status alone records. */
  static Attempt attempt(
      StatusDraft draft, String phase, String step, Role role, StepState.AtWork work) {
    return new Attempt(
        draft.rolloutUid(),
        draft.run().orElseThrow().number(),
        phase,
        step,
        role,
        work.digest(),
        work.tally().attempt());
  }

  static String name(RunState run, Attempt attempt) {
    return run.plan().jobName(run.draft().rolloutName(), attempt);
  }

  static Optional<JobSighting> sighting(RunState run, Attempt attempt) {
    return run.draft().seen().world().job(name(run, attempt));
  }

  /**
   * Whether nothing is known of a Job whose uid is recorded. That it once could not be created is
   * an old memory: somebody else has created it since.
   */
  static boolean unknown(RunState run, Attempt attempt) {
    Optional<JobSighting> seen = sighting(run, attempt);
    return seen.isEmpty() || seen.get() instanceof JobSighting.NotCreated;
  }

  /** What the step's state, as it will be stored, asks of the world. */
  static void ask(RunState run, PlanStep step) {
    StepState state = run.step(step);
    if (state instanceof StepState.Starting starting) {
      Attempt attempt = attempt(run, step, starting);
      boolean exists =
          sighting(run, attempt)
              .filter(
                  seen ->
                      !(seen instanceof JobSighting.Absent
                          || seen instanceof JobSighting.NotCreated))
              .isPresent();
      if (StepRules.startIsLate(run, step, starting) && sighting(run, attempt).isEmpty()) {
        // It may have started long ago, unseen: only a live read says that it did not.
        run.draft().effect(new Effect.LookUpJob(name(run, attempt), attempt));
      } else if (!exists) {
        run.draft().effect(new Effect.CreateJob(request(run, step, attempt)));
      }
    } else if (state instanceof StepState.Running running) {
      Attempt attempt = attempt(run, step, running);
      if (unknown(run, attempt)) {
        run.draft().effect(new Effect.LookUpJob(name(run, attempt), attempt));
      }
    } else if (state instanceof StepState.Cancelling cancelling) {
      Attempt attempt = attempt(run, step, cancelling);
      run.draft().effect(new Effect.CancelJob(request(run, step, attempt)));
    }
  }

  private static JobRequest request(RunState run, PlanStep step, Attempt attempt) {
    return new JobRequest(
        name(run, attempt),
        attempt,
        run.draft().rolloutName(),
        run.draft().seen().rollout().getMetadata().getNamespace(),
        step.container()
            .orElseThrow(() -> new IllegalStateException(step.name() + " runs nothing")),
        step.templates(),
        step.podSecurityContext(),
        StepEnvironment.of(run, step, attempt),
        step.startTimeout(),
        step.timeout(),
        GitErrands.of(run, step));
  }
}
