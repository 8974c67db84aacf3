package dev.phaserollout.simulator.invariant;

import java.util.List;

/** A wake that is due already would spin. */
final class WakeIsAhead implements PassLaw {

  @Override
  public String sentence() {
    return "a wake lies in the future and says why";
  }

  @Override
  public List<String> evidence(PassSeen pass) {
    return pass.decision().wake().stream()
        .filter(wake -> !wake.at().isAfter(pass.seen().now()) || wake.why().isEmpty())
        .map(wake -> wake + " at " + pass.seen().now())
        .toList();
  }
}
