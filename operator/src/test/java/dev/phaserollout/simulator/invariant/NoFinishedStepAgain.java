package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/** Finished is what an accepted write called so; nothing may unsay it within the run. */
final class NoFinishedStepAgain implements Invariant {

  @Override
  public String sentence() {
    return "no finished step runs again in the same run";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : Pods.ofSteps(history)) {
      for (Write write : history.writes()) {
        if (write.version() > pod.version()) {
          break;
        }
        if (Claims.run(write.after()) == pod.attempt().run() && calledOver(write, pod)) {
          String when = " although version " + write.version() + " called the step finished";
          found.add(new Evidence(pod.move(), pod + when));
          break;
        }
      }
    }
    return found;
  }

  private static boolean calledOver(Write write, PodRun pod) {
    return Claims.step(write.after().getStatus(), pod.attempt().step())
        .filter(Claims::over)
        .isPresent();
  }
}
