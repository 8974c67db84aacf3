package dev.phaserollout.engine;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.Approval;
import dev.phaserollout.api.QuestionStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people read who have to decide: what it is about, and what each choice leads to. */
final class QuestionMessages {

  private static final int NAMES_MAX = 5;

  private QuestionMessages() {}

  /** {@code waits for an answer: Approval production (1 so far)}. */
  static String waiting(List<QuestionStatus> questions) {
    String listed =
        questions.stream()
            .limit(NAMES_MAX)
            .map(QuestionMessages::named)
            .collect(Collectors.joining(", "));
    int more = questions.size() - NAMES_MAX;
    return "waits for an answer: " + listed + (more > 0 ? " and " + more + " more" : "");
  }

  private static String named(QuestionStatus question) {
    String expires = question.expiresAt() == null ? "" : " until " + question.expiresAt();
    String counted =
        question.answers().isEmpty() ? "" : " (" + question.answers().size() + " so far)";
    return question.kind() + " " + question.id() + counted + expires;
  }

  /** {@code production: Approve by alice (verified): report read}. */
  static String decided(AnswerStatus answer) {
    return answer.question()
        + ": "
        + answer.decision()
        + " by "
        + answer.by()
        + verified(answer)
        + (answer.comment() == null ? "" : ": " + answer.comment());
  }

  private static String verified(AnswerStatus answer) {
    if (answer.verified() == null) {
      return "";
    }
    return answer.verified() ? " (verified)" : " (not verified)";
  }

  static String approval(PlanPhase phase, Approval approval, String release, int required) {
    return "phase "
        + phase.name()
        + (release.isEmpty() ? "" : " of release " + release)
        + " begins when "
        + StatusMessages.counted(required, "person").replace("persons", "people")
        + (required == 1 ? " has" : " have")
        + " answered Approve; Reject ends the run"
        + (approval.message() == null ? "" : ". " + approval.message());
  }

  /**
   * @param missing what was not there when a person had said that it is done
   */
  static String manual(PlanStep step, String instructions, Optional<StepFailure> missing) {
    return missing
            .map(why -> "it was taken as done, and is not: " + why.message() + "\nOnce more: ")
            .orElse("")
        + "step "
        + step.name()
        + " is done by a person: "
        + instructions
        + " Then answer Approve"
        + (step.spec().outputs().isEmpty() ? "" : " with its outputs")
        + "; Reject fails the step";
  }

  static String failedStep(PlanStep step, StepFailure failure) {
    return "step "
        + step.name()
        + " has failed ("
        + failure.message()
        + "): Retry tries it again, Skip goes on without it, Reject ends the run and rolls it back";
  }

  static String lostOutcome(PlanStep step, StepFailure failure) {
    return "it cannot be known how step "
        + step.name()
        + " has ended ("
        + failure.message()
        + "); look at what it changes, then: Approve takes it as done, Retry runs it again, Reject"
        + " takes it as failed";
  }

  static String stuckPod(String attempt, String waited, String why) {
    return attempt
        + " was cancelled "
        + waited
        + " ago and is still there"
        + (why.isEmpty() ? "" : " (" + why + ")")
        + "; it goes on by itself once the pod has gone. Approve takes it as gone: only where the"
        + " node is known to be off";
  }

  static String failedRun(String message, int steps, RollbackReach reach) {
    return "the run has failed ("
        + message
        + "): Approve undoes "
        + StatusMessages.counted(steps, "step")
        + (reach == RollbackReach.PHASE ? " of the failed phase" : "")
        + ", Reject leaves everything as it is";
  }

  static String rejected(String what, List<AnswerStatus> answers) {
    return what
        + " was rejected"
        + answers.stream()
            .filter(answer -> Question.Choice.REJECT.word().equals(answer.decision()))
            .findFirst()
            .map(
                answer ->
                    " by "
                        + answer.by()
                        + (answer.comment() == null ? "" : ": " + answer.comment()))
            .orElse("");
  }

  static String expired(PlanPhase phase, String timeout) {
    return "nobody has approved phase "
        + phase.name()
        + " within "
        + timeout
        + "; "
        + RunCommands.RETRY
        + " asks again";
  }

  static String passedOver(StepFailure failure) {
    return "passed over by a person after it had failed: " + failure.message();
  }
}
