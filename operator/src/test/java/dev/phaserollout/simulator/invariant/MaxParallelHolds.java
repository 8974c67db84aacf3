package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Phase;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counted in pods that run, those included that are being ended; Git Jobs and measurements take no
 * place.
 */
final class MaxParallelHolds implements Invariant {

  @Override
  public String sentence() {
    return "no phase runs more steps at once than maxParallel allows";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : history.pods()) {
      if (pod.attempt().role() == Role.GIT || pod.attempt().role() == Role.GATE) {
        continue;
      }
      Optional<Integer> most =
          history.specOfRun(pod.attempt().run()).stream()
              .flatMap(spec -> spec.phases().stream())
              .filter(phase -> phase.name().equals(pod.attempt().phase()))
              .findFirst()
              .map(Phase::maxParallel);
      if (most.isPresent()) {
        List<PodRun> together = startedBeforeAndStillThere(history, pod);
        if (together.size() + 1 > most.get()) {
          found.add(
              new Evidence(
                  pod.move(), pod + " beside " + together + ", maxParallel is " + most.get()));
        }
      }
    }
    return found;
  }

  private static List<PodRun> startedBeforeAndStillThere(History history, PodRun pod) {
    return history.pods().stream()
        .takeWhile(other -> other != pod)
        .filter(other -> other.attempt().run() == pod.attempt().run())
        .filter(other -> other.attempt().role() == pod.attempt().role())
        .filter(other -> other.attempt().phase().equals(pod.attempt().phase()))
        .filter(other -> other.overlaps(pod))
        .toList();
  }
}
