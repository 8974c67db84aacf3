package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rollout is suspended from the version that says so. An attempt that an earlier version names
 * was under way by then and is left to start and to finish; no accepted write of a suspended
 * rollout may name another, but for the finally steps of a run that a person aborted: an abort
 * works while suspended, and they are a part of it.
 */
final class NothingStartsWhileSuspended implements Invariant {

  @Override
  public String sentence() {
    return "nothing starts while the rollout is suspended that was not under way before";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : history.pods()) {
      Optional<Integer> intent = Claims.intentOf(history, pod.attempt());
      if (intent.isPresent()
          && Claims.suspended(history.version(intent.get()))
          && !endsAnAbort(pod, history.version(intent.get()))) {
        found.add(
            new Evidence(
                pod.move(),
                pod + ", which version " + intent.get() + " ordered while it was suspended"));
      }
    }
    for (Write write : history.writes()) {
      boolean begins = Claims.hasBegun(write.after()) && !Claims.hasBegun(write.before());
      if (begins && Claims.suspended(write.after())) {
        found.add(
            new Evidence(
                write.move(), "run " + Claims.run(write.after()) + " began while suspended"));
      }
    }
    return found;
  }

  private static boolean endsAnAbort(PodRun pod, PhaseRollout version) {
    RunStatus run = version.getStatus().run();
    return pod.attempt().phase().equals("finally") && run != null && "Aborted".equals(run.result());
  }
}
