package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Nor does a step of the rollout start while something is being undone, a finally step included.
 */
final class NothingIsUndoneWhileStepsRun implements Invariant {

  @Override
  public String sentence() {
    return "no compensation runs while a step is at work";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    List<PodRun> undoing = Pods.ofCompensations(history);
    if (undoing.isEmpty()) {
      return found;
    }
    for (PodRun step : Pods.ofSteps(history)) {
      for (PodRun undo : undoing) {
        if (undo.overlaps(step)) {
          found.add(new Evidence(Math.max(undo.move(), step.move()), undo + " beside " + step));
        }
      }
    }
    return found;
  }
}
