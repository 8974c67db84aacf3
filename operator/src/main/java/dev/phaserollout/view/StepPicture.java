package dev.phaserollout.view;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.Retry;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
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
  private static final String INDENT_MORE = "  ";
  private static final String COMPENSATION = "rollback";
  private static final int UNKNOWN_LIMIT = 0;
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
      Step step,
      Optional<StepStatus> known,
      Optional<Retry> inherited,
      List<Line> questions,
      List<String> tail) {
    if (known.isEmpty()) {
      return List.of(
          Line.of(Tone.FAINT, INDENT + sign(glyphs, StateWord.PENDING) + " " + step.name()));
    }
    StepStatus status = known.get();
    String name = Columns.pad(step.name(), nameColumns);
    Optional<Retry> own = Optional.ofNullable(step.retry());
    List<Line> lines = new ArrayList<>();
    lines.add(
        line(
            INDENT, sign(status), name, Optional.of(step), status, limit(own.or(() -> inherited))));
    lines.addAll(questions);
    Optional<StepStatus> undo = status.undone();
    status.landing().ifPresent(landing -> lines.add(git(INDENT + INDENT_MORE, "git", landing)));
    undo.ifPresent(begun -> lines.add(compensation(step, begun, own.or(() -> inherited))));
    if (atWork(status) || undo.filter(StepPicture::atWork).isPresent()) {
      tail.forEach(
          said -> lines.add(Line.of(Tone.FAINT, INDENT + "  " + glyphs.log() + " " + said)));
    }
    return lines;
  }

  static boolean atWork(StepStatus status) {
    return Words.atWork(Words.state(status));
  }

  /** Whether it is worth a line where there is little room: it is at work, or has not gone well. */
  static boolean moves(StepStatus status) {
    String state = Words.state(status);
    return !state.equals(StateWord.PENDING) && !Words.well(state);
  }

  /** Under its step, two columns further in. */
  private Line compensation(Step step, StepStatus undo, Optional<Retry> ofStep) {
    Optional<Retry> retry =
        Optional.ofNullable(step.rollback())
            .flatMap(rollback -> Optional.ofNullable(rollback.retry()))
            .or(() -> ofStep);
    String sign = Words.well(Words.state(undo)) ? glyphs.undone() : sign(undo);
    String name = Columns.pad(COMPENSATION, nameColumns - INDENT_MORE.length());
    return line(INDENT + INDENT_MORE, sign, name, Optional.of(step), undo, limit(retry));
  }

  /** A Git Job: that of a step, under it, or one of the run. */
  Line git(String indent, String name, StepStatus work) {
    int columns = nameColumns + INDENT.length() - indent.length();
    return line(
        indent, sign(work), Columns.pad(name, columns), Optional.empty(), work, UNKNOWN_LIMIT);
  }

  private Line line(
      String indent, String sign, String name, Optional<Step> step, StepStatus status, int limit) {
    String state = Words.state(status);
    Tone tone = tone(state);
    String time = Elapsed.between(status.startedAt(), status.completedAt(), now);
    boolean faint = tone == Tone.FAINT;
    Line line =
        Line.of(Tone.PLAIN, indent)
            .and(tone, sign)
            .and(faint ? tone : Tone.PLAIN, " " + name)
            .and(Tone.FAINT, " ".repeat(Math.max(1, TIME_COLUMNS + 1 - time.length())) + time);
    return detail(line, step, status, state, limit);
  }

  private static int limit(Optional<Retry> retry) {
    return 1 + retry.flatMap(r -> Optional.ofNullable(r.limit())).orElse(0);
  }

  private Line detail(Line line, Optional<Step> step, StepStatus status, String state, int limit) {
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
    if (state.equals(StateWord.MEASURING)) {
      return line.and(Tone.BUSY, gap + "its gates measure" + measured(status));
    }
    if (state.equals(StateWord.AWAITING_ANSWER)) {
      return status.message() == null ? line : line.and(Tone.WARNING, gap + message(status));
    }
    if (state.equals(StateWord.RETRYING)) {
      return line.and(
              Tone.WARNING,
              gap
                  + "attempt "
                  + number(status)
                  + (limit == UNKNOWN_LIMIT ? "" : "/" + limit)
                  + " failed, again in "
                  + due(status))
          .and(Tone.FAINT, ": " + message(status));
    }
    if (state.equals(StateWord.SUCCEEDED)) {
      return line.and(Tone.FAINT, succeeded(step, status));
    }
    if (state.equals(StateWord.REMOVED)) {
      return line.and(Tone.FAINT, gap + removed(status));
    }
    if (state.equals(StateWord.SKIPPED)) {
      String why = step.map(Step::condition).map(said -> ": not (" + said + ")").orElse("");
      return line.and(
          Tone.FAINT, gap + "skipped" + (status.message() == null ? why : ", " + message(status)));
    }
    return Words.over(state) ? line.and(Tone.BAD, gap + state + ": " + message(status)) : line;
  }

  /** What those of its gates that are not done yet have measured last. */
  private static String measured(StepStatus status) {
    return status.gates().stream()
        .filter(gate -> !"Passed".equals(gate.state()))
        .flatMap(gate -> news(gate).map(news -> gate.name() + ": " + OneLine.of(news)).stream())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), text -> text.isEmpty() ? "" : " (" + text + ")"));
  }

  /** What its Job cannot get past, or what it has measured last. */
  private static Optional<String> news(GateStatus gate) {
    return Optional.ofNullable(gate.job())
        .filter(job -> job.completedAt() == null)
        .map(WorkStatus::message)
        .or(() -> Optional.ofNullable(gate.message()));
  }

  static String removed(StepStatus status) {
    return "removed from the spec"
        + (status.checkpoint() == null ? "" : ", done in run " + status.checkpoint().run());
  }

  private static String succeeded(Optional<Step> step, StepStatus status) {
    List<String> parts = new ArrayList<>();
    if (status.reusedFromRun() != null) {
      parts.add("reused from run " + status.reusedFromRun());
    }
    boolean hasCommand = step.filter(known -> known.run() == null).isEmpty();
    if (hasCommand && number(status) > 1 && status.reusedFromRun() == null) {
      parts.add("attempt " + number(status));
    }
    if (status.outputs() != null && !status.outputs().isEmpty()) {
      parts.add(outputs(status.outputs()));
    }
    Optional.ofNullable(status.commit()).ifPresent(id -> parts.add("commit " + CommitId.shown(id)));
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

  private String sign(StepStatus status) {
    return status.reusedFromRun() != null ? glyphs.reused() : sign(glyphs, Words.state(status));
  }

  static String sign(Glyphs glyphs, String state) {
    if (Words.atWork(state)) {
      return glyphs.busy();
    }
    return switch (state) {
      case StateWord.PENDING -> glyphs.pending();
      case StateWord.WAITING -> glyphs.paused();
      case StateWord.MEASURING -> glyphs.busy();
      case StateWord.RETRYING -> glyphs.again();
      case StateWord.AWAITING_ANSWER -> glyphs.asks();
      case StateWord.SUCCEEDED -> glyphs.done();
      case StateWord.SKIPPED, StateWord.REMOVED -> glyphs.skipped();
      default -> glyphs.failed();
    };
  }

  static Tone tone(String state) {
    if (Words.atWork(state)) {
      return Tone.BUSY;
    }
    return switch (state) {
      case StateWord.PENDING, StateWord.SKIPPED, StateWord.REMOVED -> Tone.FAINT;
      case StateWord.WAITING, StateWord.MEASURING -> Tone.BUSY;
      case StateWord.RETRYING, StateWord.AWAITING_ANSWER -> Tone.WARNING;
      case StateWord.SUCCEEDED -> Tone.GOOD;
      default -> Tone.BAD;
    };
  }
}
