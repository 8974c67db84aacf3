package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import java.util.List;

/** Judged when the newest version says that the run is over: by then no pod of it may be there. */
final class NothingIsLeftRunning implements Invariant {

  @Override
  public String sentence() {
    return "when a run is called over, no pod of it runs any more";
  }

  @Override
  public List<Evidence> evidence(History history) {
    return history.writes().stream()
        .filter(write -> Claims.runIsOver(write.after()) && !Claims.runIsOver(write.before()))
        .flatMap(
            write ->
                history.pods().stream()
                    .filter(pod -> pod.attempt().run() == Claims.run(write.after()))
                    .filter(pod -> pod.version() < write.version())
                    .filter(pod -> pod.endedAt().filter(at -> !at.isAfter(write.at())).isEmpty())
                    .map(pod -> new Evidence(write.move(), "still there: " + pod)))
        .toList();
  }
}
