package dev.phaserollout.view;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A question that is open: who is waited for, since when, until when, and who has answered. */
final class QuestionPicture {

  private final Glyphs glyphs;
  private final Instant now;
  private final List<QuestionStatus> open;

  QuestionPicture(Glyphs glyphs, Instant now, Optional<PhaseRolloutStatus> status) {
    this.glyphs = glyphs;
    this.now = now;
    this.open = status.map(PhaseRolloutStatus::questions).orElse(List.of());
  }

  /** The questions about a phase, a step or a run, each in one line. */
  List<Line> about(String indent, String what) {
    return open.stream()
        .filter(question -> question.id().equals(what) || question.id().startsWith(what + ":"))
        .map(question -> line(indent, question))
        .toList();
  }

  private Line line(String indent, QuestionStatus question) {
    String since =
        Elapsed.time(question.since())
            .map(from -> " for " + Elapsed.text(Duration.between(from, now)))
            .orElse("");
    String left =
        Elapsed.time(question.expiresAt())
            .map(end -> ", " + Elapsed.left(Duration.between(now, end)) + " left")
            .orElse("");
    String answered =
        question.answers().isEmpty()
            ? ""
            : "; so far: "
                + question.answers().stream()
                    .map(QuestionPicture::decided)
                    .collect(Collectors.joining(", "));
    return Line.of(Tone.WARNING, indent + glyphs.asks())
        .and(Tone.WARNING, " waits for a person" + since + left)
        .and(Tone.PLAIN, ": " + String.join(", ", question.choices()))
        .and(Tone.FAINT, answered);
  }

  /** {@code Approve by alice: report read}. */
  static String decided(AnswerStatus answer) {
    return word(answer.decision())
        + " by "
        + answer.by()
        + (answer.comment() == null ? "" : ": " + OneLine.of(answer.comment()));
  }

  private static String word(@Nullable String decision) {
    return decision == null ? "answered" : decision;
  }
}
