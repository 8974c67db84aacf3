package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Cancellation;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/** Under whatever name: neither the suspended Job nor another Job for the same attempt. */
final class NothingStartsThatWasCancelled implements Invariant {

  @Override
  public String sentence() {
    return "a cancelled attempt never starts afterwards";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : history.pods()) {
      for (Cancellation cancelled : history.cancellations()) {
        if (cancelled.move() < pod.move() && same(cancelled.attempt(), pod.attempt())) {
          found.add(new Evidence(pod.move(), pod + ", cancelled in move " + cancelled.move()));
        }
      }
    }
    return found;
  }

  private static boolean same(Attempt one, Attempt other) {
    return one.run() == other.run()
        && one.phase().equals(other.phase())
        && one.step().equals(other.step())
        && one.role() == other.role()
        && one.number() == other.number();
  }
}
