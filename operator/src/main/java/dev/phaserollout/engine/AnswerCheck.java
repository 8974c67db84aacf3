package dev.phaserollout.engine;

import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.AnswerRefusal.Cause;
import java.util.List;
import java.util.Optional;

/** Whether an answer is one to a question, and if not, why not. */
final class AnswerCheck {

  private AnswerCheck() {}

  static boolean counts(Question question, RunStatus run, String rolloutUid, Answer answer) {
    return answer.rolloutUid().equals(rolloutUid)
        && answer.run() == run.number()
        && answer.question().equals(question.id())
        && answer.digest().equals(question.digest(run.uid() == null ? "" : run.uid()))
        && refusal(question, answer).isEmpty();
  }

  /** Why an answer that means this question does not count all the same. */
  static Optional<AnswerRefusal> refusal(Question question, Answer answer) {
    List<String> choices = question.choices().stream().map(Question.Choice::word).toList();
    return refusal(choices, question.verifiedOnly(), question.outputs(), answer);
  }

  /** The same by the stored form of a question, for an answer that has not been counted. */
  static Optional<AnswerRefusal> refusal(QuestionStatus question, Answer answer) {
    boolean verifiedOnly = Boolean.TRUE.equals(question.requireVerifiedIdentity());
    return refusal(question.choices(), verifiedOnly, question.outputs(), answer);
  }

  private static Optional<AnswerRefusal> refusal(
      List<String> choices, boolean verifiedOnly, List<String> outputs, Answer answer) {
    if (!choices.contains(answer.decision())) {
      return refused(
          answer,
          Cause.NO_CHOICE,
          "decision "
              + answer.decision()
              + " is none that it takes, expected one of "
              + String.join(", ", choices));
    }
    if (verifiedOnly && !answer.verified()) {
      return refused(
          answer,
          Cause.NOT_VERIFIED,
          "the identity of its author is not verified, and requireVerifiedIdentity is true: the"
              + " chart's admission policy has to be in place before the answer is created");
    }
    if (!answer.decision().equals(Question.Choice.APPROVE.word())) {
      return Optional.empty();
    }
    return outputs.stream()
        .filter(name -> !answer.outputs().containsKey(name))
        .findFirst()
        .flatMap(
            name ->
                refused(
                    answer,
                    Cause.MISSING_OUTPUT,
                    "it brings no output '" + name + "', which the step declares; add outputs"));
  }

  static Optional<AnswerRefusal> refused(Answer answer, Cause cause, String why) {
    return Optional.of(new AnswerRefusal(answer, cause, why));
  }
}
