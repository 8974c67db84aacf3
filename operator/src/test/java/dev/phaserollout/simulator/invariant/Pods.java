package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/** Which pods are for what. */
final class Pods {

  private Pods() {}

  /** Those that did a step, in the order in which they started. */
  static List<PodRun> ofSteps(History history) {
    return of(history, Role.STEP);
  }

  /** Those that undid one. */
  static List<PodRun> ofCompensations(History history) {
    return of(history, Role.ROLLBACK);
  }

  private static List<PodRun> of(History history, Role role) {
    List<PodRun> pods = new ArrayList<>();
    for (PodRun pod : history.pods()) {
      if (pod.attempt().role() == role) {
        pods.add(pod);
      }
    }
    return pods;
  }
}
