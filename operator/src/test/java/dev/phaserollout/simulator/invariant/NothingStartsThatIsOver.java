package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Once the stored status has given an attempt up (it was cancelled, timed out, followed by the
 * next, or its run ended), its container never starts, however late a request of an old leader
 * arrives.
 */
final class NothingStartsThatIsOver implements Invariant {

  @Override
  public String sentence() {
    return "no attempt starts that was given up, and nothing of a run that is over";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : history.pods()) {
      if (!Claims.names(history.version(pod.version()), pod.attempt())) {
        found.add(
            new Evidence(
                pod.move(), pod + ", which version " + pod.version() + " does not name any more"));
      }
    }
    return found;
  }
}
