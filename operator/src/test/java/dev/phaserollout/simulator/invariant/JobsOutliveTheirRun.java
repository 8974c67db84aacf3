package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.RunRecord;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.JobDeath;
import java.util.ArrayList;
import java.util.List;

/** Nor is one deleted while the history still shows its run. */
final class JobsOutliveTheirRun implements Invariant {

  @Override
  public String sentence() {
    return "no Job is deleted before its run has left the history";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (JobDeath death : history.deaths()) {
      int run = death.attempt().run();
      boolean known =
          history.version(death.version()).getStatus().history().stream()
              .map(RunRecord::run)
              .anyMatch(recorded -> recorded == run);
      if (!death.byHand() && (known || Claims.run(history.version(death.version())) <= run)) {
        found.add(new Evidence(death.move(), "run " + run + " " + death.attempt()));
      }
    }
    return found;
  }
}
