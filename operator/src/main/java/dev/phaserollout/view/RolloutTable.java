package dev.phaserollout.view;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rollouts as a table, a line each. */
public final class RolloutTable {

  private static final List<String> HEAD =
      List.of("NAME", "STATE", "PHASE", "STEP", "RUN", "RELEASE", "MESSAGE");

  private RolloutTable() {}

  /** The table, without colours; a cell that is unknown is a dash. */
  public static List<Line> draw(List<PhaseRollout> rollouts) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    rollouts.forEach(rollout -> rows.add(cells(rollout)));
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static Line line(List<String> row, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(i == widths.length - 1 ? row.get(i) : Columns.pad(row.get(i), widths[i]) + "  ");
    }
    return Line.of(Tone.PLAIN, text.toString().stripTrailing());
  }

  private static List<String> cells(PhaseRollout rollout) {
    Optional<PhaseRolloutStatus> status = Optional.ofNullable(rollout.getStatus());
    Optional<RunStatus> run = status.map(PhaseRolloutStatus::run);
    return List.of(
        rollout.getMetadata().getName(),
        cell(status.map(PhaseRolloutStatus::state)),
        cell(status.map(PhaseRolloutStatus::currentPhase)),
        cell(status.map(PhaseRolloutStatus::currentStep)),
        cell(run.map(known -> String.valueOf(known.number()))),
        cell(run.map(RunStatus::release)),
        cell(status.map(PhaseRolloutStatus::message)));
  }

  private static String cell(Optional<String> part) {
    return part.map(OneLine::of).orElse("-");
  }
}
