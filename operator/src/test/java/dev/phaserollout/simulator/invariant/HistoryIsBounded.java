package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.List;

/** The newest runs stay, each once, and never more than {@code historyLimit}. */
final class HistoryIsBounded implements Invariant {

  private static final int LIMIT_BY_DEFAULT = 10;

  @Override
  public String sentence() {
    return "status.history holds the newest runs that ended, each once, up to historyLimit";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      PhaseRolloutStatus status = write.after().getStatus();
      Integer set = write.after().getSpec().historyLimit();
      int limit = set == null ? LIMIT_BY_DEFAULT : set;
      List<Integer> runs = status.history().stream().map(RunRecord::run).toList();
      int newest =
          Claims.runIsOver(write.after())
              ? Claims.run(write.after())
              : Claims.run(write.after()) - 1;
      if (!runs.equals(expected(newest, limit))) {
        found.add(
            new Evidence(
                write.move(),
                "runs " + runs + " in the history, expected " + expected(newest, limit)));
      }
    }
    return found;
  }

  private static List<Integer> expected(int newest, int limit) {
    List<Integer> runs = new ArrayList<>();
    for (int run = newest; run > 0 && runs.size() < limit; run--) {
      runs.add(run);
    }
    return runs;
  }
}
