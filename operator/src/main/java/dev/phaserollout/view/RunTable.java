package dev.phaserollout.view;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.api.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of a rollout as a table, newest first; below each what was undone, decided and why. */
public final class RunTable {

  private static final String UNDER_WAY = "under way";
  private static final List<String> HEAD = List.of("RUN", "RELEASE", "RESULT", "STARTED", "TIME");

  private RunTable() {}

  /** The run that is under way, where one is, and those that are known to have ended. */
  public static List<RunRecord> runs(Optional<PhaseRolloutStatus> status) {
    List<RunRecord> runs = new ArrayList<>();
    status
        .flatMap(known -> Optional.ofNullable(known.run()))
        .filter(run -> run.completedAt() == null)
        .ifPresent(run -> runs.add(underWay(run, status.orElseThrow())));
    status.ifPresent(known -> runs.addAll(known.history()));
    return List.copyOf(runs);
  }

  private static RunRecord underWay(RunStatus run, PhaseRolloutStatus status) {
    return new RunRecord(
        run.number(),
        run.release(),
        run.revision(),
        run.result(),
        run.reason(),
        status.message(),
        run.startedAt(),
        null,
        null,
        null,
        run.rollback() == null ? null : RollbackPicture.numbers(run.rollback()),
        run.answers().stream()
            .map(answer -> answer.question() + ": " + QuestionPicture.decided(answer))
            .toList());
  }

  /** The table, without colours; a cell that is unknown is a dash. */
  public static List<Line> draw(List<RunRecord> runs) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    runs.forEach(run -> rows.add(cells(run)));
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
      }
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Tone.FAINT, row(HEAD, widths)));
    for (int i = 0; i < runs.size(); i++) {
      lines.add(Line.of(Tone.PLAIN, row(rows.get(i + 1), widths)));
      lines.addAll(below(runs.get(i)));
    }
    return lines;
  }

  private static List<String> cells(RunRecord run) {
    return List.of(
        Integer.toString(run.run()),
        cell(run.release()),
        run.completedAt() == null ? UNDER_WAY : cell(run.result()),
        cell(run.startedAt()),
        cell(
            Elapsed.time(run.startedAt())
                .flatMap(
                    from -> Elapsed.time(run.completedAt()).map(to -> Duration.between(from, to)))
                .map(Elapsed::text)
                .orElse(null)));
  }

  private static String cell(@Nullable String text) {
    return text == null || text.isEmpty() ? "-" : OneLine.exact(text);
  }

  private static String row(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(Columns.pad(cells.get(i), widths[i] + 2));
    }
    return line.toString().stripTrailing();
  }

  private static List<Line> below(RunRecord run) {
    List<Line> lines = new ArrayList<>();
    boolean well = run.result() != null && Words.well(run.result());
    fact("why", well ? null : run.message()).ifPresent(lines::add);
    fact("rollback", run.rollback()).ifPresent(lines::add);
    run.answers().forEach(answer -> fact("decided", answer).ifPresent(lines::add));
    return lines;
  }

  private static Optional<Line> fact(String name, @Nullable String text) {
    return text == null || text.isEmpty()
        ? Optional.empty()
        : Optional.of(Line.of(Tone.FAINT, "     " + name + ": ").and(Tone.PLAIN, OneLine.of(text)));
  }
}
