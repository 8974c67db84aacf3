package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.List;

/** Every status that is written was decided from the generation that it names. */
final class ObservedGenerationIsHonest implements Invariant {

  @Override
  public String sentence() {
    return "observedGeneration is the generation that the status was decided from";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      Long observed = write.after().getStatus().observedGeneration();
      Long generation = write.before().getMetadata().getGeneration();
      if (!generation.equals(observed)) {
        found.add(
            new Evidence(
                write.move(), "generation " + generation + ", observedGeneration " + observed));
      }
    }
    return found;
  }
}
