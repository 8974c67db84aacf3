package dev.phaserollout.engine;

import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import java.util.Optional;

/** How a Git Job begins, goes on and ends, whatever it is for. */
final class GitWork {

  private GitWork() {}

  /**
   * Begins the Job or has its next attempt begin, unless the rollout is suspended.
   *
   * @param digest of what it works on
   */
  static void advance(RunState run, PlanStep job, String digest) {
    if (run.draft().suspended()) {
      return;
    }
    StepState state = run.step(job);
    if (state instanceof StepState.Pending) {
      run.put(
          job,
          new StepState.Starting(StepTally.first(run.now()), digest, run.now(), Optional.empty()));
    } else if (state instanceof StepState.BackingOff backingOff) {
      PhaseSchedule.tryAgain(run, job, backingOff);
    }
  }

  /**
   * Makes a Job that has ended begin anew. Its attempts are counted on, because the names of those
   * before are taken.
   */
  static void again(RunState run, PlanStep job, String digest) {
    StepState state = run.step(job);
    StepCodec.tally(StepCodec.write(job.name(), state))
        .filter(tally -> !state.active() && tally.attempt() > 0)
        .ifPresent(
            tally ->
                run.put(
                    job,
                    new StepState.BackingOff(
                        tally.forgiven(),
                        digest,
                        new Trouble("", ""),
                        Optional.empty(),
                        run.now(),
                        run.now())));
  }

  /** A Job that has ended well says what became of which commit; one that does not is lost. */
  static void succeeded(
      RunState run,
      PlanStep job,
      StepTally tally,
      String digest,
      AttemptOutcome.Succeeded outcome) {
    if (outcome.errand().isEmpty()) {
      StepOutcome.failed(
          run,
          job,
          tally,
          digest,
          StepFailure.of(
              StepFailure.Kind.LOST, StatusReason.OUTCOME_LOST, GitMessages.saidNothing()));
      return;
    }
    run.put(
        job,
        StepRecords.errand(
            job.name(), tally, digest, StepOutcome.at(run, outcome), outcome.errand().get()));
    note(run, outcome.errand().get());
  }

  /** Takes note of a commit that the branch has now, so that later steps build on it. */
  static void note(RunState run, ErrandResult result) {
    if (result.commit().isEmpty()) {
      return;
    }
    String commit = result.commit().get();
    switch (result.outcome()) {
      case Prepared -> run.draft().run(RunFields.of(run.run()).prepared(commit));
      case Advanced, Reverted, Completed, Delivered ->
          run.draft().run(RunFields.of(run.run()).committed(commit));
      case CheckedOut, Proposed, Rebased -> {}
    }
  }

  /** What a Job that has ended well came to; empty where it has not. */
  static Optional<Outcome> outcome(StepState job) {
    return job instanceof StepState.Succeeded succeeded && succeeded.record().reason() != null
        ? Outcome.ofWord(succeeded.record().reason())
        : Optional.empty();
  }
}
