package dev.phaserollout.engine;

import dev.phaserollout.api.OnLost;
import dev.phaserollout.api.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Steps that wait for a person, and what their answers do. */
final class StepQuestions {

  /** A pod that is still there for this long after its cancellation is worth a question. */
  static final Duration CANCEL_TIMEOUT = Duration.ofMinutes(2);

  private StepQuestions() {}

  /** Whether a person decides what becomes of a step that cannot go on by itself. */
  static boolean due(RunState run, PlanStep step, StepFailure failure) {
    if (run.ending() || step.isFinally() || step.role() != Role.STEP) {
      return false;
    }
    return switch (failure.kind()) {
      case LOST -> step.retry().onLost() == OnLost.Ask;
      case ABORTED, REJECTED, INTERRUPTED -> false;
      default -> RunRollback.asks(run) && !step.continueOnError();
    };
  }

  static void observe(RunState run, PlanStep step, StepState.Asking asking) {
    Question question = question(run, step, asking);
    Ballot ballot = run.questions().ballot(question);
    Optional<Question.Choice> choice = run.questions().decided(question, ballot);
    if (choice.isPresent()) {
      decide(run, step, asking, choice.get(), ballot);
    } else if (question.expiresAt().filter(at -> !run.now().isBefore(at)).isPresent()) {
      StepOutcome.failed(
          run,
          step,
          tally(asking),
          asking.digest(),
          StepFailure.of(
              StepFailure.Kind.TIMED_OUT,
              StatusReason.STEP_TIMED_OUT,
              StatusMessages.timedOut(step.timeout())));
    }
  }

  private static void decide(
      RunState run, PlanStep step, StepState.Asking asking, Question.Choice choice, Ballot ballot) {
    switch (choice) {
      case APPROVE -> StepOutcome.takenAsDone(run, step, asking, ballot.outputs());
      case RETRY -> tryAgain(run, step, asking);
      case SKIP ->
          run.put(step, StepRecords.passedOver(step.name(), tally(asking), asking, run.now()));
      case REJECT -> reject(run, step, asking, ballot);
    }
  }

  /**
   * Through the schedule, so that it waits while the rollout is suspended. What a person does is
   * asked for once more.
   */
  private static void tryAgain(RunState run, PlanStep step, StepState.Asking asking) {
    if (step.container().isEmpty()) {
      run.put(
          step,
          new StepState.Asking(Optional.empty(), asking.digest(), Optional.empty(), run.now()));
      return;
    }
    StepFailure failure = asking.failure().orElseThrow();
    run.put(
        step,
        new StepState.BackingOff(
            tally(asking).forgiven(),
            asking.digest(),
            failure.asTrouble(),
            failure.exitCode(),
            run.now(),
            run.now()));
  }

  private static void reject(RunState run, PlanStep step, StepState.Asking asking, Ballot ballot) {
    Optional<StepFailure> failed = asking.failure().filter(why -> asking.tally().isPresent());
    StepFailure failure =
        failed.orElseGet(
            () ->
                StepFailure.of(
                    StepFailure.Kind.REJECTED,
                    StatusReason.REJECTED,
                    QuestionMessages.rejected("it", ballot.counted())));
    boolean rollsBack = failed.isPresent() && failure.kind() != StepFailure.Kind.LOST;
    StepOutcome.over(run, step, tally(asking), asking.digest(), failure);
    if (rollsBack) {
      RunRollback.answered(run);
    }
  }

  private static StepTally tally(StepState.Asking asking) {
    return asking.tally().orElseGet(() -> StepTally.none(asking.since()));
  }

  /** The questions that the states, as they will be stored, raise. */
  static void ask(RunState run, PlanStep step) {
    StepState state = run.step(step);
    if (state instanceof StepState.Asking asking) {
      run.questions().ask(question(run, step, asking));
    } else if (state instanceof StepState.Cancelling cancelling) {
      askStuck(run, step, cancelling);
    }
  }

  private static Question question(RunState run, PlanStep step, StepState.Asking asking) {
    String id = step.phase() + "/" + step.name();
    List<String> outputs = step.spec().outputs().stream().map(Output::name).toList();
    if (asking.tally().isEmpty()) {
      String instructions = step.spec().manual() == null ? "" : step.spec().manual().instructions();
      return Question.of(
              id,
              Question.Kind.MANUAL_STEP,
              List.of(Question.Choice.APPROVE, Question.Choice.REJECT),
              asking.digest() + GitAfterStep.lookedAt(run, step),
              QuestionMessages.manual(step, instructions, asking.failure()),
              asking.since())
          .withOutputs(outputs)
          .expiring(PlanDefaults.optional(step.spec().timeout()).map(asking.since()::plus));
    }
    StepFailure failure = asking.failure().orElseThrow();
    String content = asking.digest() + "#" + tally(asking).attempt();
    if (failure.kind() == StepFailure.Kind.LOST) {
      return Question.of(
              id,
              Question.Kind.LOST_OUTCOME,
              List.of(Question.Choice.APPROVE, Question.Choice.RETRY, Question.Choice.REJECT),
              content,
              QuestionMessages.lostOutcome(step, failure),
              asking.since())
          .withOutputs(outputs);
    }
    return Question.of(
        id,
        Question.Kind.FAILED_STEP,
        List.of(Question.Choice.RETRY, Question.Choice.SKIP, Question.Choice.REJECT),
        content,
        QuestionMessages.failedStep(step, failure),
        asking.since());
  }

  private static void askStuck(RunState run, PlanStep step, StepState.Cancelling cancelling) {
    Optional<Question> stuck = stuck(run, step, cancelling);
    if (stuck.isEmpty()) {
      return;
    }
    Instant due = cancelling.cancelledAt().plus(CANCEL_TIMEOUT);
    if (run.now().isBefore(due) && !run.questions().raised(stuck.get().id())) {
      run.draft().wake(due, "step " + step.name() + " should have ended");
    } else {
      run.questions().ask(stuck.get());
    }
  }

  /** Whether a person has said that the pod of a cancelled attempt is gone. */
  static boolean takenAsGone(RunState run, PlanStep step, StepState.Cancelling cancelling) {
    Optional<Question> stuck = stuck(run, step, cancelling);
    return stuck.isPresent()
        && run.questions()
            .decided(stuck.get(), run.questions().ballot(stuck.get()))
            .filter(Question.Choice.APPROVE::equals)
            .isPresent();
  }

  private static String ofRole(PlanStep step) {
    return step.role() == Role.STEP ? "" : ":" + step.role().label();
  }

  private static Optional<Question> stuck(
      RunState run, PlanStep step, StepState.Cancelling cancelling) {
    Attempt attempt = StepJobs.attempt(run, step, cancelling);
    Optional<JobSighting> seen = StepJobs.sighting(run, attempt);
    if (seen.isEmpty() || !(seen.get() instanceof JobSighting.Active active)) {
      return Optional.empty();
    }
    String id = step.phase() + "/" + step.name() + ofRole(step) + ":pod";
    return Optional.of(
        Question.of(
            id,
            Question.Kind.STUCK_POD,
            List.of(Question.Choice.APPROVE),
            active.uid(),
            QuestionMessages.stuckPod(
                attempt.toString(),
                TimeSpan.text(CANCEL_TIMEOUT),
                active.trouble().map(Trouble::message).orElse("")),
            run.questions().since(id)));
  }
}
