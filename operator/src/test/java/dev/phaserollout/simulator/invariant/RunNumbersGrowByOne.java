package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.RunStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A run begins only when the one before it is over, and what a run ended with is never changed, but
 * by undoing it.
 */
final class RunNumbersGrowByOne implements Invariant {

  @Override
  public String sentence() {
    return "runs are numbered 1, 2, 3, each begins after the one before it ended, and no result changes";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      int before = Claims.run(write.before());
      int after = Claims.run(write.after());
      if (after != before && after != before + 1) {
        found.add(new Evidence(write.move(), "run " + before + " is followed by run " + after));
      }
      if (after == before && Claims.runIsOver(write.before()) && !sameResult(write)) {
        found.add(new Evidence(write.move(), "the result of run " + before + " changed"));
      }
    }
    return found;
  }

  private static boolean sameResult(Write write) {
    RunStatus before = write.before().getStatus().run();
    RunStatus after = write.after().getStatus().run();
    boolean undone = "Succeeded".equals(before.result()) && "RolledBack".equals(after.result());
    if (undone) {
      return Objects.equals(before.completedAt(), after.completedAt());
    }
    return Objects.equals(before.result(), after.result())
        && Objects.equals(before.reason(), after.reason())
        && Objects.equals(before.message(), after.message())
        && Objects.equals(before.completedAt(), after.completedAt());
  }
}
