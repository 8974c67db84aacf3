package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judged from the spec as it stands in the store: each of its steps is done, or may fail, or is
 * skipped.
 */
final class NothingIsCurrentThatDidNotSucceed implements Invariant {

  @Override
  public String sentence() {
    return "no rollout reads Current before every step of its spec is done";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      if (Kstatus.of(write.after()) == Kstatus.CURRENT) {
        for (Phase phase : write.after().getSpec().phases()) {
          phase.steps().stream()
              .filter(step -> !done(write.after(), step))
              .forEach(step -> found.add(new Evidence(write.move(), step.name() + " is not done")));
        }
      }
    }
    return found;
  }

  private static boolean done(PhaseRollout rollout, Step step) {
    Optional<StepStatus> claim = Claims.step(rollout.getStatus(), step.name());
    return claim.filter(Claims::over).isPresent()
        || rollout.getStatus().phases().stream()
            .filter(phase -> phase.steps().stream().anyMatch(one -> one.name().equals(step.name())))
            .anyMatch(phase -> "Skipped".equals(phase.state()));
  }
}
