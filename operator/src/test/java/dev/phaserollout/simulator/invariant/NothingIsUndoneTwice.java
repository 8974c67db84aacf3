package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/** Once a stored status has called a compensation done, its container never starts again. */
final class NothingIsUndoneTwice implements Invariant {

  @Override
  public String sentence() {
    return "no compensation that is done runs again in the same run";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : Pods.ofCompensations(history)) {
      for (Write write : history.writes()) {
        if (write.version() <= pod.version()
            && Claims.run(write.after()) == pod.attempt().run()
            && Claims.work(write.after().getStatus(), pod.attempt())
                .filter(work -> work.state().equals("Succeeded"))
                .isPresent()) {
          found.add(new Evidence(pod.move(), pod + ", done in version " + write.version()));
          break;
        }
      }
    }
    return found;
  }
}
