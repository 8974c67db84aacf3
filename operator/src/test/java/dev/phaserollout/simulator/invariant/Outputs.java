package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.simulator.cluster.PodRun;

/**
 * What pods of the simulator leave behind: nothing, one flat JSON object, or what is no JSON at
 * all.
 */
final class Outputs {

  private Outputs() {}

  static boolean unreadable(PodRun pod) {
    String text = textOf(pod);
    return !text.isEmpty() && !text.startsWith("{");
  }

  static String textOf(PodRun pod) {
    return pod.outcome()
        .filter(AttemptOutcome.Succeeded.class::isInstance)
        .map(AttemptOutcome.Succeeded.class::cast)
        .map(AttemptOutcome.Succeeded::outputs)
        .orElse("");
  }
}
