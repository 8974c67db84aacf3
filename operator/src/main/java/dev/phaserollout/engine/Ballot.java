package dev.phaserollout.engine;

import dev.phaserollout.api.AnswerStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The answers that a question has so far, and what they come to. The first decision of each person
 * counts, and a rejection wins over approvals that are seen with it.
 *
 * @param counted oldest first
 * @param outcome empty while more people have to answer
 * @param outputs what the deciding answer brought
 */
record Ballot(
    List<AnswerStatus> counted, Optional<Question.Choice> outcome, Map<String, String> outputs) {

  private static final int ANSWERS_MAX = 100;

  /**
   * @param before answers that were counted earlier; their objects may be gone
   * @param answers those that the rules of {@link AnswerCheck} let pass
   */
  static Ballot count(Question question, List<AnswerStatus> before, List<Answer> answers) {
    List<AnswerStatus> counted = new ArrayList<>(before);
    Set<String> voters = new LinkedHashSet<>();
    before.forEach(answer -> voters.add(answer.by()));
    Map<String, String> outputs = new TreeMap<>();
    answers.stream()
        .sorted(Comparator.comparing(Answer::createdAt).thenComparing(Answer::name))
        .filter(answer -> voters.add(answer.approver()))
        .limit(Math.max(0, ANSWERS_MAX - before.size()))
        .forEach(
            answer -> {
              counted.add(status(answer));
              answer.outputs().forEach(outputs::putIfAbsent);
            });
    return new Ballot(List.copyOf(counted), outcome(question, counted), outputs);
  }

  private static AnswerStatus status(Answer answer) {
    return new AnswerStatus(
        null,
        answer.approver(),
        answer.decision(),
        answer.verified(),
        answer.uid(),
        StatusTime.text(answer.createdAt()),
        answer.comment().isEmpty() ? null : StatusSize.bounded(answer.comment()));
  }

  private static Optional<Question.Choice> outcome(Question question, List<AnswerStatus> counted) {
    if (counted.stream().anyMatch(answer -> is(answer, Question.Choice.REJECT))) {
      return Optional.of(Question.Choice.REJECT);
    }
    long approvals = counted.stream().filter(answer -> is(answer, Question.Choice.APPROVE)).count();
    if (question.kind() == Question.Kind.APPROVAL) {
      return approvals >= question.required()
          ? Optional.of(Question.Choice.APPROVE)
          : Optional.empty();
    }
    return counted.stream()
        .findFirst()
        .map(AnswerStatus::decision)
        .flatMap(Question.Choice::ofWord);
  }

  private static boolean is(AnswerStatus answer, Question.Choice choice) {
    return choice.word().equals(answer.decision());
  }
}
