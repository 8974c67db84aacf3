package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;

/** Not even attempts of different runs. */
final class NoTwoAttemptsAtOnce implements Invariant {

  @Override
  public String sentence() {
    return "no two attempts of a step run at the same time";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    List<PodRun> pods = history.pods();
    for (int i = 0; i < pods.size(); i++) {
      PodRun pod = pods.get(i);
      for (int j = 0; j < i; j++) {
        PodRun earlier = pods.get(j);
        if (same(earlier.attempt(), pod.attempt()) && earlier.overlaps(pod)) {
          found.add(new Evidence(pod.move(), pod + " while there was " + earlier));
        }
      }
    }
    return found;
  }

  /** Steps have names of their own in the rollout, gates in their phase. */
  private static boolean same(Attempt one, Attempt other) {
    boolean gates = one.role() == Role.GATE || other.role() == Role.GATE;
    return one.step().equals(other.step()) && (!gates || one.phase().equals(other.phase()));
  }
}
