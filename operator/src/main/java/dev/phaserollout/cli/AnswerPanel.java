package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.local.AskedOutputs;
import dev.phaserollout.local.GivenAnswer;
import dev.phaserollout.view.Line;
import dev.phaserollout.view.Paragraph;
import dev.phaserollout.view.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of the screen where a person answers: what is being decided, and the line that is being
 * typed. For one thread; knows no terminal.
 */
final class AnswerPanel {

  private static final int TEXT_LINES_MAX = 8;

  private final String person;
  private final TypedText typed = new TypedText();
  private List<QuestionStatus> open = List.of();
  private Optional<AnswerForm> form = Optional.empty();
  private boolean sent;
  private boolean left;

  AnswerPanel(String person) {
    this.person = person;
  }

  /** The questions that the person may still answer; the first decision of each person counts. */
  static List<QuestionStatus> askable(PhaseRollout rollout, String person) {
    return Optional.ofNullable(rollout.getStatus())
        .map(PhaseRolloutStatus::questions)
        .orElse(List.of())
        .stream()
        .filter(
            question -> question.answers().stream().noneMatch(answer -> person.equals(answer.by())))
        .toList();
  }

  /** What is open by now; what is being typed stays where its question does. */
  void update(PhaseRollout rollout) {
    open = askable(rollout, person);
    Optional<QuestionStatus> current = form.map(AnswerForm::question).filter(this::stillOpen);
    if (current.isEmpty() || sent) {
      ask(rollout, open.stream().findFirst());
    }
  }

  private boolean stillOpen(QuestionStatus current) {
    return open.stream()
        .anyMatch(
            known ->
                known.id().equals(current.id())
                    && Optional.ofNullable(known.digest())
                        .equals(Optional.ofNullable(current.digest())));
  }

  private void ask(PhaseRollout rollout, Optional<QuestionStatus> question) {
    sent = false;
    typed.clear();
    form =
        question.map(
            asked -> new AnswerForm(asked, AskedOutputs.of(rollout.getSpec(), asked), person));
  }

  /** Whether there is something to answer, and the person has not turned away. */
  boolean asking() {
    return !left && form.isPresent();
  }

  /** Whether the person has said that they answer nothing now. */
  boolean left() {
    return left;
  }

  /** Takes a key as a terminal sends it in raw mode; the answer once it is whole. */
  Optional<GivenAnswer> type(int character, PhaseRollout rollout) {
    if (!asking() || sent) {
      return Optional.empty();
    }
    AnswerForm current = form.orElseThrow();
    switch (typed.type(character)) {
      case ENTER -> {
        Optional<GivenAnswer> answer = current.enter(typed.text());
        typed.clear();
        sent = answer.isPresent();
        return answer;
      }
      case TAB -> ask(rollout, next(current.question()));
      case AGAIN -> ask(rollout, Optional.of(current.question()));
      case END -> left = true;
      case TYPED -> {
        // The line is drawn anew.
      }
    }
    return Optional.empty();
  }

  private Optional<QuestionStatus> next(QuestionStatus current) {
    List<String> ids = open.stream().map(QuestionStatus::id).toList();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(open.get((ids.indexOf(current.id()) + 1) % open.size()));
  }

  /** The lines to draw below the tree; the last one is being typed. None while nothing is asked. */
  List<Line> draw(int width) {
    List<Line> lines = new ArrayList<>();
    for (Line line : lines(width)) {
      lines.add(line.fit(width));
    }
    return lines;
  }

  private List<Line> lines(int width) {
    if (!asking()) {
      return List.of();
    }
    AnswerForm current = form.orElseThrow();
    QuestionStatus question = current.question();
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Tone.PLAIN, ""));
    lines.add(
        Line.of(Tone.WARNING, question.id())
            .and(Tone.FAINT, until(question))
            .and(Tone.FAINT, place(question)));
    String text = question.text() == null ? "" : question.text();
    lines.addAll(Paragraph.of(text, width, TEXT_LINES_MAX));
    if (!current.fault().isEmpty()) {
      lines.add(Line.of(Tone.BAD, current.fault()));
    }
    lines.add(sent ? Line.of(Tone.FAINT, "answered") : prompt(current, width));
    return lines;
  }

  /** Of what is typed, the end is what a person needs to see. */
  private Line prompt(AnswerForm current, int width) {
    int room = Math.max(1, width - 1 - current.prompt().length());
    return Line.of(Tone.TITLE, current.prompt())
        .and(Tone.PLAIN, Line.of(Tone.PLAIN, typed.text()).end(room));
  }

  private static String until(QuestionStatus question) {
    return question.expiresAt() == null ? "" : ", until " + question.expiresAt();
  }

  private String place(QuestionStatus question) {
    int number = 1 + open.stream().map(QuestionStatus::id).toList().indexOf(question.id());
    return (open.size() == 1
            ? "  ("
            : "  (question " + number + " of " + open.size() + ", Tab: next; ")
        + "Ctrl-U: again, Ctrl-D: answer later)";
  }
}
