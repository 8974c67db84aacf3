package dev.phaserollout.view;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people were asked and have answered between two statuses, a line each. */
final class QuestionChanges {

  private final Optional<PhaseRolloutStatus> before;
  private final PhaseRolloutStatus after;

  /**
   * @param before of the same run
   */
  QuestionChanges(Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after) {
    this.before = before;
    this.after = after;
  }

  List<Line> answered() {
    Map<String, String> old = before.map(QuestionChanges::decisions).orElse(Map.of());
    Map<String, String> all = decisions(after);
    return all.entrySet().stream()
        .filter(answer -> !old.containsKey(answer.getKey()))
        .map(answer -> Line.of(Tone.PLAIN, answer.getValue()))
        .toList();
  }

  /** By who answered what: those that decided something and those that are counted so far. */
  private static Map<String, String> decisions(PhaseRolloutStatus status) {
    Map<String, String> decisions = new LinkedHashMap<>();
    RunStatus run = status.run();
    if (run != null) {
      run.answers().forEach(answer -> decide(name(answer), answer, decisions));
    }
    for (QuestionStatus question : status.questions()) {
      question.answers().forEach(answer -> decide(question.id(), answer, decisions));
    }
    return decisions;
  }

  private static String name(AnswerStatus answer) {
    return answer.question() == null ? "" : answer.question();
  }

  private static void decide(String question, AnswerStatus answer, Map<String, String> decisions) {
    String key = question + "\n" + answer.by() + "\n" + answer.time();
    decisions.putIfAbsent(key, question + ": " + QuestionPicture.decided(answer));
  }

  List<Line> asked() {
    List<String> old =
        before.map(PhaseRolloutStatus::questions).orElse(List.of()).stream()
            .map(QuestionChanges::identity)
            .toList();
    return after.questions().stream()
        .filter(question -> !old.contains(identity(question)))
        .map(
            question ->
                Line.of(
                    Tone.WARNING,
                    question.id()
                        + ": waits for a person"
                        + (question.expiresAt() == null ? "" : " until " + question.expiresAt())
                        + " ("
                        + String.join(", ", question.choices())
                        + "): "
                        + OneLine.of(question.text() == null ? "" : question.text())))
        .toList();
  }

  private static String identity(QuestionStatus question) {
    return question.id() + "\n" + question.digest();
  }
}
