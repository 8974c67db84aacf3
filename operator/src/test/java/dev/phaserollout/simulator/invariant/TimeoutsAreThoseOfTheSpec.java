package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepRollback;
import dev.phaserollout.engine.Role;
import dev.phaserollout.engine.TimeSpan;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.JobBirth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where step or defaults name one; what holds otherwise is the engine's to say. */
final class TimeoutsAreThoseOfTheSpec implements Invariant {

  @Override
  public String sentence() {
    return "a Job is created with the time-out that its step or the defaults name";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (JobBirth birth : history.births()) {
      Optional<PhaseRolloutSpec> spec = Undoing.specOf(history, birth.request().attempt());
      Optional<Step> step =
          spec.flatMap(one -> Claims.stepOf(one, birth.request().attempt().step()));
      Optional<String> named =
          step.filter(one -> birth.request().attempt().role() == Role.ROLLBACK)
              .map(Step::rollback)
              .map(StepRollback::timeout)
              .or(() -> step.map(Step::timeout))
              .or(
                  () ->
                      spec.map(PhaseRolloutSpec::stepDefaults).map(defaults -> defaults.timeout()));
      boolean isGit = birth.request().attempt().role() == Role.GIT;
      if (!isGit
          && named.isPresent()
          && !TimeSpan.of(named.get()).equals(birth.request().timeout())) {
        found.add(
            new Evidence(
                birth.move(),
                birth.request().attempt()
                    + " has "
                    + birth.request().timeout()
                    + ", not "
                    + named.get()));
      }
    }
    return found;
  }
}
