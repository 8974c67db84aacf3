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
    if (happening instanceof AttemptHappening attempt) {
      attempt(attempt);
    } else if (happening instanceof StepHappening.StepEnded ended) {
      meters.count(
          ended.place().compensation() ? Metric.COMPENSATIONS : Metric.STEPS,
          LabelWords.result(ended.state()),
          LabelWords.reason(ended.reason()));
    } else if (happening instanceof PhaseHappening.PhaseEnded ended) {
      meters.count(Metric.PHASES, LabelWords.result(ended.state()));
    } else if (happening instanceof RunHappening.RunEnded ended) {
      runEnded(namespace, ended);
    } else if (happening instanceof RunHappening.SpecRefused) {
      meters.count(Metric.RUNS_HELD, "InvalidSpec");
    } else if (happening instanceof RunHappening.NotReadyToStart) {
      meters.count(Metric.RUNS_HELD, "NotReadyToStart");
    } else if (happening instanceof HoldHappening.HoldEnded ended) {
      Duration waited = took(ended.since(), ended.ended());
      meters.time(Metric.HOLD_WAIT, waited, LabelWords.reason(ended.reason()));
    } else if (happening instanceof RolloutHappening.CommandHandled command) {
      meters.count(Metric.COMMANDS, command.command(), command.obeyed() ? "obeyed" : "refused");
    } else if (happening instanceof RollbackHappening.RollbackEnded ended) {
      rollbackEnded(ended);
    } else if (happening instanceof QuestionHappening question) {
      question(question);
    } else if (happening instanceof GitHappening git) {
      meters.count(Metric.COMMITS, result(git));
    }
  }

  private void attempt(AttemptHappening attempt) {
    if (attempt instanceof AttemptHappening.StepTrouble trouble) {
      meters.count(Metric.STEP_TROUBLES, LabelWords.reason(trouble.reason()));
    } else if (attempt instanceof AttemptHappening.AttemptEnded ended) {
      attemptEnded(ended);
    } else if (attempt instanceof AttemptHappening.AttemptAtWork atWork
        && !atWork.place().compensation()) {
      atWork
          .recorded()
          .ifPresent(from -> meters.time(Metric.ATTEMPT_WAIT, took(from, atWork.since())));
    }
  }

  private void attemptEnded(AttemptHappening.AttemptEnded ended) {
    String result = LabelWords.result(ended.outcome());
    String reason = LabelWords.reason(ended.reason());
    if (ended.place().compensation()) {
      meters.count(Metric.COMPENSATION_ATTEMPTS, result, reason);
      return;
    }
    meters.count(Metric.ATTEMPTS, result, reason);
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

  private void rollbackEnded(RollbackHappening.RollbackEnded ended) {
    String result = LabelWords.result(ended.state());
    meters.count(Metric.ROLLBACKS, result, LabelWords.cause(ended.cause()));
    ended
        .began()
        .ifPresent(
            from -> meters.time(Metric.ROLLBACK_DURATION, took(from, ended.ended()), result));
  }

  private void question(QuestionHappening question) {
    String kind = LabelWords.kind(question.asked().kind());
    if (question instanceof QuestionHappening.QuestionAnswered answered) {
      String decision = LabelWords.decision(answered.decision());
      meters.count(
          Metric.ANSWERS, kind, decision, String.valueOf(answered.verified().orElse(false)));
    } else if (question instanceof QuestionHappening.QuestionDecided decided) {
      decided
          .since()
          .ifPresent(from -> meters.time(Metric.QUESTION_WAIT, took(from, decided.at()), kind));
    } else if (question instanceof QuestionHappening.AnswerRefused refused) {
      meters.count(Metric.ANSWERS_REFUSED, LabelWords.cause(refused.answer().cause()));
    }
  }

  private static String result(GitHappening git) {
    if (git instanceof GitHappening.CommitAdvanced) {
      return "advanced";
    } else if (git instanceof GitHappening.CommitRebased) {
      return "rebased";
    }
    return git instanceof GitHappening.CommitsReverted ? "reverted" : "completed";
  }

  private static Duration took(Instant from, Instant to) {
    return Duration.between(from, to);
  }
}
