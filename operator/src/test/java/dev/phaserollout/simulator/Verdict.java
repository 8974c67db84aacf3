package dev.phaserollout.simulator;

import java.util.List;

/**
 * What came of one schedule.
 *
 * @param pending what still waits after the calm, empty when everything ended
 * @param trace the moves, a line each; empty unless they were asked for
 */
record Verdict(
    long seed,
    List<Breach> breaches,
    String pending,
    int moves,
    Tally tally,
    List<Trace.Line> trace) {

  boolean holds() {
    return breaches.isEmpty();
  }
}
