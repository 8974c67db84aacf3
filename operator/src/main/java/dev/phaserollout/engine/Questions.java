package dev.phaserollout.engine;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The questions of a run under decision. Answers are read before anything moves; which questions
 * are open is worked out last, from the states as they will be stored.
 */
final class Questions {

  private final StatusDraft draft;

  /** What people could have answered: the questions that the status holds of this run. */
  private final List<QuestionStatus> held;

  private final List<QuestionStatus> open = new ArrayList<>();

  Questions(StatusDraft draft) {
    this.draft = draft;
    RunStatus before = draft.stored().run();
    boolean same = before != null && before.number() == draft.run().orElseThrow().number();
    this.held = same ? draft.stored().questions() : List.of();
  }

  /** When a question was raised that the status holds already; else now. */
  Instant since(String id) {
    return stored(id).flatMap(known -> StatusTime.read(known.since())).orElse(draft.now());
  }

  /** Whether the question is one that people could have answered. */
  boolean raised(String id) {
    return stored(id).isPresent();
  }

  private Optional<QuestionStatus> stored(String id) {
    return held.stream().filter(known -> known.id().equals(id)).findFirst();
  }

  Ballot ballot(Question question) {
    RunStatus run = draft.run().orElseThrow();
    String digest = digest(question);
    Optional<QuestionStatus> known =
        stored(question.id()).filter(stored -> digest.equals(stored.digest()));
    if (known.isEmpty()) {
      return new Ballot(List.of(), Optional.empty(), Map.of());
    }
    List<Answer> answers =
        draft.seen().world().answers().stream()
            .filter(answer -> AnswerCheck.counts(question, run, draft.rolloutUid(), answer))
            .toList();
    return Ballot.count(question, known.get().answers(), answers);
  }

  /** What the answers come to, taken note of where they come to something. */
  Optional<Question.Choice> decided(Question question, Ballot ballot) {
    if (ballot.outcome().isPresent()) {
      List<AnswerStatus> named =
          ballot.counted().stream().map(answer -> named(question.id(), answer)).toList();
      draft.run(RunFields.of(draft.run().orElseThrow()).answered(named));
    }
    return ballot.outcome();
  }

  private static AnswerStatus named(String id, AnswerStatus a) {
    return new AnswerStatus(
        id, a.by(), a.decision(), a.verified(), a.approvalUid(), a.time(), a.comment());
  }

  void ask(Question question) {
    open.add(
        new QuestionStatus(
            question.id(),
            question.kind().word(),
            question.choices().stream().map(Question.Choice::word).toList(),
            digest(question),
            StatusSize.bounded(question.text()),
            StatusTime.text(question.since()),
            question.expiresAt().map(StatusTime::text).orElse(null),
            question.verifiedOnly() ? true : null,
            question.outputs(),
            ballot(question).counted()));
    question
        .expiresAt()
        .filter(at -> at.isAfter(draft.now()))
        .ifPresent(at -> draft.wake(at, "question " + question.id() + " expires"));
  }

  private String digest(Question question) {
    String uid = draft.run().orElseThrow().uid();
    return question.digest(uid == null ? "" : uid);
  }

  void flush() {
    draft.questions(List.copyOf(open));
  }
}
