package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.VerdictCounts;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Within a run: a round is left for the next one only, what was counted in it stays counted, and
 * when it began changes only when a suspension ends, and then not into the future of the write.
 */
final class GateClocksGoOn implements Invariant {

  @Override
  public String sentence() {
    return "no gate begins anew within its round, and no clock of one is set anew";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      if (Claims.run(write.before()) != Claims.run(write.after())) {
        continue;
      }
      Map<String, GateStatus> after = Gates.of(write.after().getStatus());
      Gates.of(write.before().getStatus())
          .forEach(
              (path, gate) -> {
                GateStatus now = after.get(path);
                if (now == null || !goesOn(write, gate, now)) {
                  found.add(new Evidence(write.move(), path + ": " + gate + " becomes " + now));
                }
              });
    }
    return found;
  }

  private static boolean goesOn(Write write, GateStatus before, GateStatus after) {
    if (Gates.round(after) != Gates.round(before)) {
      return Gates.round(after) > Gates.round(before);
    }
    boolean resumed =
        write.before().getStatus().conditions().stream()
            .anyMatch(one -> one.type().equals("Suspended") && one.status().equals("True"));
    boolean sameClock = after.startedAt() != null && after.startedAt().equals(before.startedAt());
    boolean later =
        resumed && !Instant.parse(after.startedAt()).isBefore(Instant.parse(before.startedAt()));
    return (sameClock || later) && counted(after.counts()) >= counted(before.counts());
  }

  private static int counted(@Nullable VerdictCounts counts) {
    return counts == null
        ? 0
        : counts.pass() + counts.fail() + counts.inconclusive() + counts.error();
  }
}
