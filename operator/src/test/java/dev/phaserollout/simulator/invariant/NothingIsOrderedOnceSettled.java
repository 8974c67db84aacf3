package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.JobBirth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that failed, was aborted or superseded, or that succeeded, has only its finally steps left
 * to do.
 */
final class NothingIsOrderedOnceSettled implements Invariant {

  @Override
  public String sentence() {
    return "no step of a phase is ordered once the result of the run is settled";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (JobBirth birth : history.births()) {
      Optional<Integer> intent = Claims.intentOf(history, birth.request().attempt());
      boolean ofAPhase =
          birth.request().attempt().role() == Role.STEP
              && !birth.request().attempt().phase().equals(Claims.FINALLY);
      if (intent.isPresent() && ofAPhase && Claims.resultIsSettled(history.version(intent.get()))) {
        found.add(
            new Evidence(
                birth.move(),
                birth.request().attempt()
                    + " is ordered by version "
                    + intent.get()
                    + ", which has the result "
                    + history.version(intent.get()).getStatus().run().result()));
      }
    }
    return found;
  }
}
