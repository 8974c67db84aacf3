package dev.phaserollout.telemetry;

import java.time.Duration;
import java.time.Instant;

/** Counts and times what happens to rollouts. No label ever names a rollout, a phase or a step. */
final class RolloutMeters {

  private final Meters meters;

  RolloutMeters(Meters meters) {
    this.meters = meters;
  }

  void tell(String namespace, Happening happening) {
    if (happening instanceof AttemptHappening.AttemptEnded ended) {
      attemptEnded(ended);
    } else if (happening instanceof AttemptHappening.AttemptAtWork atWork) {
      atWork
          .recorded()
          .ifPresent(from -> meters.time(Metric.ATTEMPT_WAIT, took(from, atWork.since())));
    } else if (happening instanceof StepHappening.StepEnded ended) {
      meters.count(
          Metric.STEPS, LabelWords.result(ended.state()), LabelWords.reason(ended.reason()));
    } else if (happening instanceof AttemptHappening.StepTrouble trouble) {
      meters.count(Metric.STEP_TROUBLES, LabelWords.reason(trouble.reason()));
    } else if (happening instanceof PhaseHappening.PhaseEnded ended) {
      meters.count(Metric.PHASES, LabelWords.result(ended.state()));
    } else if (happening instanceof RunHappening.RunEnded ended) {
      runEnded(namespace, ended);
    } else if (happening instanceof RunHappening.SpecRefused) {
      meters.count(Metric.RUNS_HELD, "InvalidSpec");
    } else if (happening instanceof RunHappening.NotReadyToStart) {
      meters.count(Metric.RUNS_HELD, "NotReadyToStart");
    } else if (happening instanceof RolloutHappening.CommandHandled command) {
      String result = command.refusal().isEmpty() ? "obeyed" : "refused";
      meters.count(Metric.COMMANDS, command.command(), result);
    }
  }

  private void attemptEnded(AttemptHappening.AttemptEnded ended) {
    String result = LabelWords.result(ended.outcome());
    meters.count(Metric.ATTEMPTS, result, LabelWords.reason(ended.reason()));
    ended
        .recorded()
        .ifPresent(from -> meters.time(Metric.ATTEMPT_DURATION, took(from, ended.ended()), result));
    ended
        .workedSince()
        .ifPresent(from -> meters.time(Metric.ATTEMPT_WORK, took(from, ended.ended()), result));
  }

  private void runEnded(String namespace, RunHappening.RunEnded ended) {
    String result = LabelWords.result(ended.result());
    meters.count(Metric.RUNS, namespace, result, LabelWords.reason(ended.reason()));
    ended
        .began()
        .ifPresent(from -> meters.time(Metric.RUN_DURATION, took(from, ended.ended()), result));
  }

  private static Duration took(Instant from, Instant to) {
    return Duration.between(from, to);
  }
}
