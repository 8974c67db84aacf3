package dev.phaserollout.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a step has to be looked at again although nothing happens. */
final class StepDeadlines {

  /** A Job that could not be created is tried again after this long. */
  static final Duration CREATE_AGAIN = Duration.ofSeconds(10);

  private StepDeadlines() {}

  static void wake(RunState run, PlanStep step) {
    StepState state = run.step(step);
    if (state instanceof StepState.Waiting waiting) {
      at(run, waiting.until(), step, "has waited");
    } else if (state instanceof StepState.BackingOff backingOff) {
      at(run, backingOff.until(), step, "is tried again");
    } else if (state instanceof StepState.Starting starting) {
      Attempt attempt = StepJobs.attempt(run, step, starting);
      if (StepRules.startIsLate(run, step, starting)) {
        at(run, run.now().plus(CREATE_AGAIN), step, "is looked up again");
      }
      if (starting.trouble().isPresent()) {
        at(run, run.now().plus(CREATE_AGAIN), step, "is created again");
      }
      StepJobs.sighting(run, attempt)
          .filter(JobSighting.Active.class::isInstance)
          .flatMap(seen -> StepRules.earned(starting, (JobSighting.Active) seen))
          .ifPresent(at -> at(run, at, step, "has run for two seconds"));
      attempt(run, step, starting.since(), Optional.empty(), StepJobs.sighting(run, attempt));
    } else if (state instanceof StepState.Cancelling cancelling) {
      Attempt attempt = StepJobs.attempt(run, step, cancelling);
      if (StepJobs.sighting(run, attempt).orElse(null) instanceof JobSighting.NotCreated) {
        at(run, run.now().plus(CREATE_AGAIN), step, "is cancelled again");
      }
    } else if (state instanceof StepState.Running running) {
      Attempt attempt = StepJobs.attempt(run, step, running);
      attempt(run, step, running.since(), running.runningSince(), StepJobs.sighting(run, attempt));
    }
  }

  private static void attempt(
      RunState run,
      PlanStep step,
      Instant since,
      Optional<Instant> recorded,
      Optional<JobSighting> seen) {
    Optional<Instant> sighted =
        seen.isPresent() && seen.get() instanceof JobSighting.Active active
            ? active.runningSince()
            : Optional.empty();
    Optional<Instant> runningSince = recorded.or(() -> sighted);
    if (runningSince.isPresent()) {
      Instant from = StepRules.worksFrom(since, runningSince.get());
      at(run, from.plus(step.timeout()), step, "times out");
    } else {
      at(run, since.plus(step.startTimeout()), step, "should have started");
    }
  }

  private static void at(RunState run, Instant when, PlanStep step, String what) {
    if (when.isAfter(run.now())) {
      run.draft().wake(when, "step " + step.name() + " " + what);
    }
  }
}
