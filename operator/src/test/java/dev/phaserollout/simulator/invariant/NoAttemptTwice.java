package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whatever its Job is called: one run, phase, step, role and number is one start of a container.
 */
final class NoAttemptTwice implements Invariant {

  private record Identity(int run, String phase, String step, String role, int number) {}

  @Override
  public String sentence() {
    return "no attempt runs twice";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    Map<Identity, PodRun> first = new HashMap<>();
    for (PodRun pod : history.pods()) {
      Attempt attempt = pod.attempt();
      Identity identity =
          new Identity(
              attempt.run(),
              attempt.phase(),
              attempt.step(),
              attempt.role().label(),
              attempt.number());
      PodRun earlier = first.putIfAbsent(identity, pod);
      if (earlier != null) {
        found.add(new Evidence(pod.move(), earlier + ", and again " + pod));
      }
    }
    return found;
  }
}
