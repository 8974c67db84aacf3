package dev.phaserollout.view;

import dev.phaserollout.api.Retry;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The lines of one step: where it stands, and the end of its log while it is at work. */
final class StepPicture {

  private static final String INDENT = "    ";
  private static final int TIME_COLUMNS = 7;
  private static final int BAR_COLUMNS = 20;

  private final Glyphs glyphs;
  private final Instant now;
  private final int nameColumns;

  StepPicture(Glyphs glyphs, Instant now, int nameColumns) {
    this.glyphs = glyphs;
    this.now = now;
    this.nameColumns = nameColumns;
  }

  List<Line> draw(
      Step step, Optional<StepStatus> known, Optional<Retry> inherited, List<String> tail) {
    if (known.isEmpty()) {
      return List.of(
          Line.of(Tone.FAINT, INDENT + sign(glyphs, StateWord.PENDING) + " " + step.name()));
    }
    StepStatus status = known.get();
    String state = Words.state(status);
    Tone tone = tone(state);
    String time = Elapsed.between(status.startedAt(), status.completedAt(), now);
    Line line =
        Line.of(Tone.PLAIN, INDENT)
            .and(tone, sign(state, status))
            .and(
                state.equals(StateWord.PENDING) || state.equals(StateWord.SKIPPED)
                    ? tone
                    : Tone.PLAIN,
                " " + Columns.pad(step.name(), nameColumns))
            .and(Tone.FAINT, " ".repeat(Math.max(1, TIME_COLUMNS + 1 - time.length())) + time);
    List<Line> lines = new ArrayList<>();
    lines.add(detail(line, step, status, state, limit(step, inherited)));
    if (Words.atWork(state)) {
      tail.forEach(
          said -> lines.add(Line.of(Tone.FAINT, INDENT + "  " + glyphs.log() + " " + said)));
    }
    return lines;
  }

  private static int limit(Step step, Optional<Retry> inherited) {
    Optional<Retry> retry = Optional.ofNullable(step.retry()).or(() -> inherited);
    return 1 + retry.flatMap(r -> Optional.ofNullable(r.limit())).orElse(0);
  }

  private Line detail(Line line, Step step, StepStatus status, String state, int limit) {
    String gap = "  ";
    if (state.equals(StateWord.WAITING)) {
      return line.and(Tone.BUSY, gap + bar(status)).and(Tone.FAINT, " " + due(status) + " left");
    }
    if (state.equals(StateWord.CANCELLING)) {
      return line.and(Tone.WARNING, gap + "being ended: " + message(status));
    }
    if (Words.atWork(state)) {
      Line atWork = line.and(Tone.BUSY, attempt(status, limit).map(text -> gap + text).orElse(""));
      return status.message() == null ? atWork : atWork.and(Tone.WARNING, gap + message(status));
    }
    if (state.equals(StateWord.RETRYING)) {
      return line.and(
              Tone.WARNING,
              gap + "attempt " + number(status) + "/" + limit + " failed, again in " + due(status))
          .and(Tone.FAINT, ": " + message(status));
    }
    if (state.equals(StateWord.SUCCEEDED)) {
      return line.and(Tone.FAINT, succeeded(step, status));
    }
    if (state.equals(StateWord.SKIPPED)) {
      String condition = step.condition();
      return line.and(
          Tone.FAINT, gap + "skipped" + (condition == null ? "" : ": not (" + condition + ")"));
    }
    return Words.over(state) ? line.and(Tone.BAD, gap + state + ": " + message(status)) : line;
  }

  private static String succeeded(Step step, StepStatus status) {
    List<String> parts = new ArrayList<>();
    if (status.reusedFromRun() != null) {
      parts.add("reused from run " + status.reusedFromRun());
    }
    if (step.run() != null && number(status) > 1 && status.reusedFromRun() == null) {
      parts.add("attempt " + number(status));
    }
    if (status.outputs() != null && !status.outputs().isEmpty()) {
      parts.add(outputs(status.outputs()));
    }
    return parts.isEmpty() ? "" : "  " + String.join(", ", parts);
  }

  static String outputs(Map<String, String> outputs) {
    return new TreeMap<>(outputs)
        .entrySet().stream()
            .map(output -> output.getKey() + "=" + OneLine.of(output.getValue()))
            .collect(Collectors.joining(" "));
  }

  private static Optional<String> attempt(StepStatus status, int limit) {
    int number = number(status);
    if (limit > 1) {
      return Optional.of("attempt " + number + "/" + Math.max(number, limit));
    }
    return number > 1 ? Optional.of("attempt " + number) : Optional.empty();
  }

  static int number(StepStatus status) {
    return status.attempt() == null ? 1 : status.attempt();
  }

  private static String message(StepStatus status) {
    return OneLine.of(status.message() == null ? "" : status.message());
  }

  private String due(StepStatus status) {
    return Elapsed.time(status.nextAttemptAt())
        .map(at -> Elapsed.left(Duration.between(now, at)))
        .orElse("?");
  }

  private String bar(StepStatus status) {
    Optional<Instant> from = Elapsed.time(status.startedAt());
    Optional<Instant> until = Elapsed.time(status.nextAttemptAt());
    if (from.isEmpty() || until.isEmpty()) {
      return "";
    }
    long whole = Math.max(1, Duration.between(from.get(), until.get()).toMillis());
    long passed = Math.min(whole, Math.max(0, Duration.between(from.get(), now).toMillis()));
    int full = (int) (passed * BAR_COLUMNS / whole);
    return glyphs.barFull().repeat(full) + glyphs.barEmpty().repeat(BAR_COLUMNS - full);
  }

  private String sign(String state, StepStatus status) {
    if (status.reusedFromRun() != null) {
      return glyphs.reused();
    }
    return sign(glyphs, state);
  }

  static String sign(Glyphs glyphs, String state) {
    if (Words.atWork(state)) {
      return glyphs.busy();
    }
    return switch (state) {
      case StateWord.PENDING -> glyphs.pending();
      case StateWord.WAITING -> glyphs.paused();
      case StateWord.RETRYING -> glyphs.again();
      case StateWord.SUCCEEDED -> glyphs.done();
      case StateWord.SKIPPED -> glyphs.skipped();
      default -> glyphs.failed();
    };
  }

  static Tone tone(String state) {
    if (Words.atWork(state)) {
      return Tone.BUSY;
    }
    return switch (state) {
      case StateWord.PENDING, StateWord.SKIPPED -> Tone.FAINT;
      case StateWord.WAITING -> Tone.BUSY;
      case StateWord.RETRYING -> Tone.WARNING;
      case StateWord.SUCCEEDED -> Tone.GOOD;
      default -> Tone.BAD;
    };
  }
}
