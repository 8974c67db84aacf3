package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Before a step starts, the stored status calls done what it depends on, and every step of every
 * earlier phase.
 */
final class DependenciesFirst implements Invariant {

  @Override
  public String sentence() {
    return "a step starts only after all that it depends on is done";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : Pods.ofSteps(history)) {
      Optional<PhaseRolloutSpec> spec = history.specOfRun(pod.attempt().run());
      PhaseRolloutStatus status = history.version(pod.version()).getStatus();
      if (spec.isPresent() && Claims.run(history.version(pod.version())) == pod.attempt().run()) {
        for (Step step : stepsBefore(spec.get(), pod)) {
          if (!done(status, step)) {
            found.add(new Evidence(pod.move(), pod + " before " + step.name() + " was done"));
          }
        }
      }
    }
    return found;
  }

  private static List<Step> stepsBefore(PhaseRolloutSpec spec, PodRun pod) {
    List<Step> before = new ArrayList<>();
    for (Phase phase : spec.phases()) {
      if (!phase.name().equals(pod.attempt().phase())) {
        before.addAll(phase.steps());
        continue;
      }
      for (Step step : phase.steps()) {
        if (step.name().equals(pod.attempt().step())) {
          List<String> names = Claims.dependenciesOf(phase.steps(), step);
          phase.steps().stream().filter(one -> names.contains(one.name())).forEach(before::add);
        }
      }
      return before;
    }
    return List.of();
  }

  private static boolean done(PhaseRolloutStatus status, Step step) {
    Optional<StepStatus> claim = Claims.step(status, step.name());
    boolean continues = Boolean.TRUE.equals(step.continueOnError());
    return claim
        .map(one -> Claims.succeeded(one) || Claims.skipped(one) || (continues && Claims.over(one)))
        .orElseGet(() -> phaseIsSkipped(status, step));
  }

  private static boolean phaseIsSkipped(PhaseRolloutStatus status, Step step) {
    return status.phases().stream()
        .filter(phase -> phase.steps().stream().anyMatch(one -> one.name().equals(step.name())))
        .map(PhaseStatus::state)
        .allMatch("Skipped"::equals);
  }
}
