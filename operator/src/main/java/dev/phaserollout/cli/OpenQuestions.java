package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.local.AskedOutputs;
import dev.phaserollout.view.Line;
import dev.phaserollout.view.OneLine;
import dev.phaserollout.view.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run that has stopped waits for, with the words that answer it. */
final class OpenQuestions {

  private static final String APPROVE = "Approve";

  private final String again;

  /**
   * @param again the words that go on with the run
   */
  OpenQuestions(String again) {
    this.again = again;
  }

  /** Every question that is open, and a call for each of its choices. */
  List<Line> of(PhaseRollout rollout) {
    List<QuestionStatus> open =
        Optional.ofNullable(rollout.getStatus())
            .map(PhaseRolloutStatus::questions)
            .orElse(List.of());
    List<Line> lines = new ArrayList<>();
    for (QuestionStatus question : open) {
      List<String> said = question.text() == null ? List.of() : question.text().lines().toList();
      lines.add(
          Line.of(Tone.WARNING, "  " + question.id())
              .and(Tone.FAINT, until(question))
              .and(Tone.PLAIN, ": " + (said.isEmpty() ? "" : OneLine.exact(said.get(0)))));
      said.stream()
          .skip(1)
          .forEach(line -> lines.add(Line.of(Tone.PLAIN, "      " + OneLine.exact(line))));
      question
          .choices()
          .forEach(
              choice -> lines.add(Line.of(Tone.PLAIN, "    " + call(rollout, question, choice))));
    }
    return lines;
  }

  private static String until(QuestionStatus question) {
    return question.expiresAt() == null ? "" : ", until " + question.expiresAt();
  }

  private String call(PhaseRollout rollout, QuestionStatus question, String choice) {
    StringBuilder words = new StringBuilder(again);
    words.append(" --answer ").append(ShellWord.quoted(question.id() + "=" + choice));
    if (choice.equals(APPROVE)) {
      AskedOutputs.of(rollout.getSpec(), question)
          .forEach(
              name ->
                  words
                      .append(" --output ")
                      .append(ShellWord.quoted(question.id() + ":" + name + "=VALUE")));
    }
    return words.toString();
  }
}
