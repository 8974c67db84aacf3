package dev.phaserollout.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One step, one move: what the world says about its current attempt. */
final class StepRules {

  /**
   * An attempt that runs for this long, or that has not got on for this long and says why, earns a
   * write of its own, with the uid of its Job. Counted from the start of its container: in a
   * cluster that is slow to start pods, short steps would otherwise all cost one write more.
   */
  static final Duration DEBOUNCE = Duration.ofSeconds(2);

  private StepRules() {}

  static void observe(RunState run, PlanStep step) {
    StepState state = run.step(step);
    if (state instanceof StepState.Waiting waiting) {
      elapse(run, step, waiting);
    } else if (state instanceof StepState.Starting starting) {
      starting(run, step, starting);
    } else if (state instanceof StepState.Running running) {
      running(run, step, running);
    } else if (state instanceof StepState.Cancelling cancelling) {
      cancelling(run, step, cancelling);
    } else if (state instanceof StepState.Asking asking) {
      StepQuestions.observe(run, step, asking);
    } else if (state instanceof StepState.Measuring measuring
        && (!run.ending() || RunEdit.awaits(run))) {
      GateRules.observe(run, step, measuring);
    }
  }

  private static void elapse(RunState run, PlanStep step, StepState.Waiting waiting) {
    if (!run.now().isBefore(waiting.until())) {
      StepOutcome.checkpoint(run, step, StepRecords.waited(step.name(), waiting));
    }
  }

  private static void starting(RunState run, PlanStep step, StepState.Starting starting) {
    Attempt attempt = StepJobs.attempt(run, step, starting);
    Optional<JobSighting> seen = StepJobs.sighting(run, attempt);
    if (seen.isPresent() && seen.get() instanceof JobSighting.Ended ended) {
      StepOutcome.conclude(run, step, starting.tally(), starting.digest(), ended.outcome());
    } else if (seen.isPresent() && seen.get() instanceof JobSighting.Foreign foreign) {
      StepFailure taken =
          StepFailure.of(
                  StepFailure.Kind.ERROR,
                  StatusReason.NAME_TAKEN,
                  StatusMessages.nameTaken(attempt, foreign))
              .forGood();
      StepOutcome.failed(run, step, starting.tally(), starting.digest(), taken);
    } else if (seen.isPresent() && seen.get() instanceof JobSighting.Cancelled) {
      suspendedByOthers(run, step, starting.tally(), starting.digest());
    } else if (seen.isPresent() && seen.get() instanceof JobSighting.Active active) {
      startingActive(run, step, starting, active);
    } else {
      unseen(run, step, starting, seen);
    }
  }

  private static void startingActive(
      RunState run, PlanStep step, StepState.Starting starting, JobSighting.Active active) {
    if (overdue(run, step, starting, Optional.empty(), active)) {
      return;
    }
    if (earned(starting, active).filter(at -> !run.now().isBefore(at)).isPresent()) {
      run.put(
          step,
          new StepState.Running(
              starting.tally(),
              starting.digest(),
              starting.since(),
              active.uid(),
              active.runningSince(),
              active.trouble()));
    }
  }

  /** When an attempt that is starting earns its write; empty while nothing is worth one. */
  static Optional<Instant> earned(StepState.Starting starting, JobSighting.Active active) {
    return active
        .runningSince()
        .or(() -> active.trouble().map(trouble -> starting.since()))
        .map(from -> worksFrom(starting.since(), from))
        .map(from -> from.plus(DEBOUNCE));
  }

  private static void unseen(
      RunState run, PlanStep step, StepState.Starting starting, Optional<JobSighting> seen) {
    Optional<Trouble> trouble =
        seen.isPresent() && seen.get() instanceof JobSighting.NotCreated notCreated
            ? Optional.of(notCreated.trouble())
            : starting.trouble();
    if (seen.isPresent() && startOverdue(run, step, starting, trouble)) {
      return;
    }
    if (Trouble.news(starting.trouble(), trouble)) {
      run.put(
          step,
          new StepState.Starting(starting.tally(), starting.digest(), starting.since(), trouble));
    }
  }

  private static void running(RunState run, PlanStep step, StepState.Running running) {
    Attempt attempt = StepJobs.attempt(run, step, running);
    if (StepJobs.unknown(run, attempt)) {
      return;
    }
    JobSighting seen = StepJobs.sighting(run, attempt).orElseThrow();
    if (seen instanceof JobSighting.Ended ended && ended.uid().equals(running.jobUid())) {
      StepOutcome.conclude(run, step, running.tally(), running.digest(), ended.outcome());
    } else if (seen instanceof JobSighting.Cancelled cancelled
        && cancelled.uid().equals(running.jobUid())) {
      suspendedByOthers(run, step, running.tally(), running.digest());
    } else if (seen instanceof JobSighting.Active active && active.uid().equals(running.jobUid())) {
      runningActive(run, step, running, active);
    } else {
      StepFailure lost =
          StepFailure.of(
              StepFailure.Kind.LOST,
              StatusReason.OUTCOME_LOST,
              StatusMessages.vanished(StepJobs.name(run, attempt)));
      StepOutcome.failed(run, step, running.tally(), running.digest(), lost);
    }
  }

  private static void runningActive(
      RunState run, PlanStep step, StepState.Running running, JobSighting.Active active) {
    if (overdue(run, step, running, running.runningSince(), active)) {
      return;
    }
    Optional<Instant> runningSince = running.runningSince().or(active::runningSince);
    if (Trouble.news(running.trouble(), active.trouble())
        || !runningSince.equals(running.runningSince())) {
      run.put(
          step,
          new StepState.Running(
              running.tally(),
              running.digest(),
              running.since(),
              running.jobUid(),
              runningSince,
              active.trouble()));
    }
  }

  private static boolean overdue(
      RunState run,
      PlanStep step,
      StepState.AtWork work,
      Optional<Instant> recorded,
      JobSighting.Active active) {
    // A sighting without the pod does not unsay that the container had started.
    Optional<Instant> runningSince = recorded.or(active::runningSince);
    if (runningSince.isEmpty()) {
      return startOverdue(run, step, work, active.trouble());
    }
    Instant deadline = worksFrom(work.since(), runningSince.get()).plus(step.timeout());
    if (run.now().isBefore(deadline)) {
      return false;
    }
    StepFailure late =
        StepFailure.of(
            StepFailure.Kind.TIMED_OUT,
            StatusReason.STEP_TIMED_OUT,
            StatusMessages.timedOut(step.timeout()));
    cancel(run, step, work, Optional.of(active.uid()), late);
    return true;
  }

  /**
   * From when the time of an attempt counts: from the start of its container, but not from before
   * it was asked for. Those are times of two clocks, and the one of the asking may have been ahead.
   */
  static Instant worksFrom(Instant since, Instant runningSince) {
    return runningSince.isBefore(since) ? since : runningSince;
  }

  /** Whether a container that has not started should have. */
  static boolean startIsLate(RunState run, PlanStep step, StepState.AtWork work) {
    return !run.now().isBefore(work.since().plus(step.startTimeout()));
  }

  private static boolean startOverdue(
      RunState run, PlanStep step, StepState.AtWork work, Optional<Trouble> trouble) {
    if (!startIsLate(run, step, work)) {
      return false;
    }
    StepFailure late =
        StepFailure.of(
            StepFailure.Kind.ERROR,
            StatusReason.START_TIMED_OUT,
            StatusMessages.startTimedOut(step.startTimeout(), trouble));
    cancel(run, step, work, Optional.empty(), late);
    return true;
  }

  /**
   * Nobody but the operator may suspend an attempt's Job; whoever did has taken the attempt away.
   */
  private static void suspendedByOthers(
      RunState run, PlanStep step, StepTally tally, String digest) {
    StepOutcome.failed(
        run,
        step,
        tally,
        digest,
        StepFailure.of(
            StepFailure.Kind.DISRUPTED,
            StatusReason.DISRUPTED,
            StatusMessages.suspendedByOthers()));
  }

  static void cancel(
      RunState run,
      PlanStep step,
      StepState.AtWork work,
      Optional<String> jobUid,
      StepFailure planned) {
    run.put(
        step,
        new StepState.Cancelling(
            work.tally(), work.digest(), work.since(), jobUid, run.now(), planned));
  }

  private static void cancelling(RunState run, PlanStep step, StepState.Cancelling cancelling) {
    Attempt attempt = StepJobs.attempt(run, step, cancelling);
    Optional<JobSighting> sighting = StepJobs.sighting(run, attempt);
    if (sighting.isEmpty()) {
      return;
    }
    JobSighting seen = sighting.get();
    if (seen instanceof JobSighting.Ended ended
        && ended.outcome() instanceof AttemptOutcome.Succeeded succeeded) {
      StepOutcome.conclude(run, step, cancelling.tally(), cancelling.digest(), succeeded);
    } else if (takenAway(seen) || StepQuestions.takenAsGone(run, step, cancelling)) {
      StepOutcome.failed(
          run, step, cancelling.tally(), cancelling.digest(), planned(step, cancelling, seen));
    } else if (!planned(step, cancelling, seen).equals(cancelling.planned())) {
      run.put(
          step,
          new StepState.Cancelling(
              cancelling.tally(),
              cancelling.digest(),
              cancelling.since(),
              cancelling.jobUid(),
              cancelling.cancelledAt(),
              planned(step, cancelling, seen)));
    }
  }

  /** A container that starts while it is given up for not starting may do half of its work. */
  private static StepFailure planned(
      PlanStep step, StepState.Cancelling cancelling, JobSighting seen) {
    boolean started =
        (seen instanceof JobSighting.Active active && active.runningSince().isPresent())
            || (seen instanceof JobSighting.Ended ended
                && !(ended.outcome() instanceof AttemptOutcome.Error));
    return started && cancelling.planned().kind() == StepFailure.Kind.ERROR
        ? StepFailure.of(
            StepFailure.Kind.TIMED_OUT,
            StatusReason.STEP_TIMED_OUT,
            StatusMessages.startedLate(step.startTimeout()))
        : cancelling.planned();
  }

  /** A Job that does not exist may still be created late by somebody: only a taken name is safe. */
  static boolean takenAway(JobSighting seen) {
    return seen instanceof JobSighting.Cancelled
        || seen instanceof JobSighting.Ended
        || seen instanceof JobSighting.Foreign;
  }
}
