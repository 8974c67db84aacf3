package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;

/** Finds in a history the rare things that nobody counted when they happened. */
final class Rarities {

  private Rarities() {}

  static void count(History history, Tally tally) {
    tally.countIf(
        history.pods().stream().anyMatch(pod -> pod.attempt().number() > 1),
        Sometimes.ATTEMPT_RETRIED);
    tally.countIf(
        history.pods().stream().anyMatch(pod -> pod.attempt().run() > 1), Sometimes.SECOND_RUN);
    tally.countIf(
        history.pods().stream().anyMatch(pod -> pod.attempt().step().equals("notify")),
        Sometimes.FINALLY_STEP_RAN);
    tally.countIf(ended(history, AttemptOutcome.Disrupted.class), Sometimes.JOB_DISRUPTED);
    tally.countIf(ended(history, AttemptOutcome.Lost.class), Sometimes.JOB_LOST);
    tally.countIf(
        history.pods().stream()
            .anyMatch(pod -> pod.endedAt().isPresent() && pod.outcome().isEmpty()),
        Sometimes.JOB_CANCELLED_WHILE_ITS_POD_RAN);
    tally.countIf(sideBySide(history), Sometimes.STEPS_RAN_SIDE_BY_SIDE);
    for (History.Write write : history.writes()) {
      count(write.after(), tally);
    }
  }

  private static void count(PhaseRollout rollout, Tally tally) {
    RunStatus run = rollout.getStatus().run();
    if (run != null && run.completedAt() != null) {
      tally.count(
          "Succeeded".equals(run.result()) ? Sometimes.RUN_SUCCEEDED : Sometimes.RUN_FAILED);
    }
    for (PhaseStatus phase : rollout.getStatus().phases()) {
      for (StepStatus step : phase.steps()) {
        tally.countIf("Skipped".equals(step.state()), Sometimes.STEP_SKIPPED);
        tally.countIf("TimedOut".equals(step.state()), Sometimes.STEP_TIMED_OUT);
        tally.countIf("Error".equals(step.state()), Sometimes.STEP_NEVER_STARTED);
        tally.countIf(
            "Failed".equals(step.state()) && run != null && run.result() == null,
            Sometimes.STEP_FAILED_AND_WENT_ON);
        tally.countIf(step.reusedFromRun() != null, Sometimes.STEP_REUSED);
      }
    }
  }

  private static boolean ended(History history, Class<? extends AttemptOutcome> how) {
    return history.pods().stream()
        .anyMatch(pod -> pod.outcome().filter(how::isInstance).isPresent());
  }

  private static boolean sideBySide(History history) {
    for (PodRun one : history.pods()) {
      for (PodRun other : history.pods()) {
        if (one != other && one.overlaps(other)) {
          return true;
        }
      }
    }
    return false;
  }
}
