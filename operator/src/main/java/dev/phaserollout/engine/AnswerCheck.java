package dev.phaserollout.engine;

import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
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
  static Optional<String> refusal(Question question, Answer answer) {
    Optional<Question.Choice> choice =
        Question.Choice.ofWord(answer.decision()).filter(question.choices()::contains);
    if (choice.isEmpty()) {
      return Optional.of(
          "decision "
              + answer.decision()
              + " is none that it takes, expected one of "
              + QuestionMessages.choices(question.choices()));
    }
    if (question.verifiedOnly() && !answer.verified()) {
      return Optional.of(
          "the identity of its author is not verified, and requireVerifiedIdentity is true: the"
              + " chart's admission policy has to be in place before the answer is created");
    }
    if (choice.get() != Question.Choice.APPROVE) {
      return Optional.empty();
    }
    return question.outputs().stream()
        .filter(name -> !answer.outputs().containsKey(name))
        .findFirst()
        .map(name -> "it brings no output '" + name + "', which the step declares; add outputs");
  }

  /** The stored form of a question names everything that an answer has to. */
  static boolean means(QuestionStatus question, Answer answer) {
    return answer.question().equals(question.id()) && answer.digest().equals(question.digest());
  }
}
