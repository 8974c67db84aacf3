package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Newest first in the reverse order of the graph, by the world alone: what this rollback undoes at
 * all, it undoes after everything that comes later.
 */
final class CompensationsInReverse implements Invariant {

  @Override
  public String sentence() {
    return "no step is undone before everything after it that is to be undone";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    List<PodRun> pods = Pods.ofCompensations(history);
    for (PodRun pod : pods) {
      Optional<PhaseRolloutSpec> spec = history.specOfRun(pod.attempt().run());
      for (PodRun later : pods) {
        boolean sameRollback = later.attempt().run() == pod.attempt().run() && later != pod;
        boolean notBefore =
            later.endedAt().filter(at -> !at.isAfter(pod.startedAt())).isEmpty()
                || !later.endedWell();
        if (sameRollback
            && notBefore
            && spec.isPresent()
            && !endedWellBefore(pods, later, pod)
            && Undoing.after(spec.get(), pod.attempt().step()).contains(later.attempt().step())) {
          found.add(new Evidence(pod.move(), pod + " before " + later));
        }
      }
    }
    return found;
  }

  /** Whether another attempt at the same had done it by then, which nobody could read. */
  private static boolean endedWellBefore(List<PodRun> pods, PodRun later, PodRun pod) {
    return pods.stream()
        .filter(other -> other.attempt().run() == later.attempt().run())
        .filter(other -> other.attempt().step().equals(later.attempt().step()))
        .filter(PodRun::endedWell)
        .anyMatch(other -> other.endedAt().filter(at -> !at.isAfter(pod.startedAt())).isPresent());
  }
}
