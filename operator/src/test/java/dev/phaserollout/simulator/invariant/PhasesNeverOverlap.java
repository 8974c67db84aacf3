package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A phase is a barrier: no pod of it starts while one of an earlier phase runs, and none of those
 * starts later.
 */
final class PhasesNeverOverlap implements Invariant {

  @Override
  public String sentence() {
    return "phases never overlap";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    List<PodRun> pods = Pods.ofSteps(history);
    for (int i = 0; i < pods.size(); i++) {
      PodRun later = pods.get(i);
      Optional<PhaseRolloutSpec> spec = history.specOfRun(later.attempt().run());
      for (int j = 0; j < i && spec.isPresent(); j++) {
        PodRun earlier = pods.get(j);
        if (earlier.attempt().run() == later.attempt().run() && wrong(spec.get(), earlier, later)) {
          found.add(new Evidence(later.move(), later + " although there was " + earlier));
        }
      }
    }
    return found;
  }

  private static boolean wrong(PhaseRolloutSpec spec, PodRun earlier, PodRun later) {
    int before = Claims.placeOf(spec, earlier.attempt().phase());
    int after = Claims.placeOf(spec, later.attempt().phase());
    return before > after || (before < after && earlier.overlaps(later));
  }
}
