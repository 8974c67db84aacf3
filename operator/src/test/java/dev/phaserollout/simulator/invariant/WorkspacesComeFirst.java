package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/** Counted in containers: the agent had come to its end before that of the step was ordered. */
final class WorkspacesComeFirst implements Invariant {

  @Override
  public String sentence() {
    return "no step starts before the workspace of its run was prepared";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : Pods.ofSteps(history)) {
      boolean works =
          !pod.attempt().phase().equals(Claims.FINALLY)
              && history
                  .specOfRun(pod.attempt().run())
                  .filter(spec -> spec.workspace() != null)
                  .isPresent();
      if (works && !prepared(history, pod)) {
        found.add(new Evidence(pod.move(), pod.toString()));
      }
    }
    return found;
  }

  private static boolean prepared(History history, PodRun step) {
    return history.pods().stream()
        .filter(pod -> pod.attempt().role() == Role.GIT && pod.endedWell())
        .filter(pod -> pod.attempt().run() == step.attempt().run())
        .filter(pod -> pod.attempt().step().equals("prepare"))
        .anyMatch(pod -> pod.endedAt().filter(at -> !at.isAfter(step.startedAt())).isPresent());
  }
}
