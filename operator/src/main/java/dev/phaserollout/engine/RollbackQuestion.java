package dev.phaserollout.engine;

import dev.phaserollout.api.AnswerStatus;
import java.util.List;
import java.util.Optional;

/** Under {@code onFailure: Ask}: whether a run that has failed is to be undone. */
final class RollbackQuestion {

  /** No phase or step can have this name. */
  static final String ID = "run:rollback";

  private RollbackQuestion() {}

  /** Whether a person has to decide: the run has failed, and nobody has said yet. */
  static boolean open(RunState run) {
    return run.run().completedAt() == null
        && run.run().rollback() == null
        && RunRollback.failed(run.run())
        && RunRollback.asks(run)
        && !declined(run)
        && quiet(run)
        && !RollbackCover.of(run, RollbackReach.of(run.plan().spec())).isEmpty();
  }

  /** Whether people have been asked, and nobody has said yet. */
  static boolean held(StatusDraft draft) {
    return draft.stored().questions().stream().anyMatch(question -> ID.equals(question.id()));
  }

  private static boolean quiet(RunState run) {
    return run.plan().phases().stream().noneMatch(run::anyActive);
  }

  private static boolean declined(RunState run) {
    return run.run().answers().stream()
        .filter(answer -> ID.equals(answer.question()))
        .map(AnswerStatus::decision)
        .anyMatch(Question.Choice.REJECT.word()::equals);
  }

  /** The answer that a command gives in passing. */
  static AnswerStatus declinedBy(String annotation) {
    return new AnswerStatus(ID, annotation, Question.Choice.REJECT.word(), null, null, null, null);
  }

  static void observe(RunState run) {
    if (!run.questions().raised(ID)) {
      return;
    }
    Question question = question(run);
    Optional<Question.Choice> choice =
        run.questions().decided(question, run.questions().ballot(question));
    if (choice.isPresent() && choice.get() == Question.Choice.APPROVE) {
      RunRollback.answered(run);
    }
  }

  static void ask(RunState run) {
    if (run.ending() && open(run)) {
      run.questions().ask(question(run));
    }
  }

  private static int steps(RunState run) {
    return RollbackCover.of(run, RollbackReach.of(run.plan().spec())).size();
  }

  private static Question question(RunState run) {
    String message = run.run().message() == null ? "" : run.run().message();
    return Question.of(
        ID,
        Question.Kind.FAILED_RUN,
        List.of(Question.Choice.APPROVE, Question.Choice.REJECT),
        message,
        QuestionMessages.failedRun(message, steps(run), RollbackReach.of(run.plan().spec())),
        run.questions().since(ID));
  }
}
