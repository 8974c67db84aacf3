package dev.phaserollout.controller;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.engine.AnswerRefusal;
import dev.phaserollout.engine.AnswerRefusals;
import dev.phaserollout.telemetry.RefusedAnswer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Has those told who have answered in vain, once each. What is remembered is lost with the process:
 * the next one may tell of an answer again.
 */
final class RefusedAnswers {

  private static final int KNOWN_MAX = 20_000;

  private final BiConsumer<PhaseRollout, RefusedAnswer> telling;

  /** Answers of which no more is to be said, by uid: those that were counted, and those told of. */
  private final Recent<String, Boolean> settled = new Recent<>(KNOWN_MAX);

  RefusedAnswers(BiConsumer<PhaseRollout, RefusedAnswer> telling) {
    this.telling = telling;
  }

  /**
   * To be called after a decision.
   *
   * @param stored the rollout with the status that the decision left
   * @param seen the answers that the decision was made from
   */
  void tell(PhaseRollout stored, List<Answer> seen) {
    PhaseRolloutStatus status = stored.getStatus();
    if (seen.isEmpty() || status == null) {
      return;
    }
    counted(status).forEach(uid -> settled.put(uid, true));
    List<Answer> open =
        seen.stream().filter(answer -> settled.get(answer.uid()).isEmpty()).toList();
    for (AnswerRefusal refusal : AnswerRefusals.of(stored, open)) {
      settled.put(refusal.answer().uid(), true);
      telling.accept(stored, told(refusal));
    }
  }

  private static Stream<String> counted(PhaseRolloutStatus status) {
    Stream<AnswerStatus> open =
        status.questions().stream().flatMap(question -> question.answers().stream());
    Stream<AnswerStatus> decided =
        status.run() == null ? Stream.empty() : status.run().answers().stream();
    return Stream.concat(open, decided).flatMap(answer -> Stream.ofNullable(answer.approvalUid()));
  }

  private static RefusedAnswer told(AnswerRefusal refusal) {
    Answer answer = refusal.answer();
    return new RefusedAnswer(
        answer.name(),
        answer.uid(),
        answer.question(),
        answer.decision(),
        answer.approver(),
        refusal.cause().word(),
        refusal.why());
  }
}
