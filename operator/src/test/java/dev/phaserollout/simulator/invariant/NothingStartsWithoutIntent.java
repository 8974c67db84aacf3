package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.JobBirth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Intent before effect: when a Job comes to be, a stored status has named its attempt before. */
final class NothingStartsWithoutIntent implements Invariant {

  @Override
  public String sentence() {
    return "no Job is created that the stored status did not name before";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (JobBirth birth : history.births()) {
      Optional<Integer> intent = Claims.intentOf(history, birth.request().attempt());
      if (intent.filter(version -> version <= birth.version()).isEmpty()) {
        found.add(
            new Evidence(
                birth.move(),
                "run "
                    + birth.request().attempt().run()
                    + " "
                    + birth.request().attempt()
                    + " was created at version "
                    + birth.version()
                    + intent
                        .map(version -> ", named first by version " + version)
                        .orElse(", named by none")));
      }
    }
    return found;
  }
}
