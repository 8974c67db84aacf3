package dev.phaserollout.cli;

import dev.phaserollout.api.Gate;
import dev.phaserollout.engine.Forecast.GateWatched;
import java.util.Optional;

/** A gate in words: where it stands, what it asks, how often. */
final class GateWords {

  private GateWords() {}

  /** {@code guardrail error-rate}, {@code gate coverage of step deploy}. */
  static String place(GateWatched watched) {
    String[] path = watched.owner().split("/", -1);
    if (path.length > 3) {
      return "gate " + watched.gate().name() + " of step " + path[1];
    }
    return (watched.guardrail() ? "guardrail " : before(watched) ? "entry gate " : "gate ")
        + watched.gate().name();
  }

  /** Whether it is measured before the first step of its phase. */
  static boolean before(GateWatched watched) {
    String[] path = watched.owner().split("/", -1);
    return path.length == 3 && path[1].equals("entryGates");
  }

  /** The one source of the gate, as its field is called. */
  static String source(Gate gate) {
    if (gate.prometheus() != null) {
      return "prometheus";
    }
    if (gate.slo() != null) {
      return "slo";
    }
    if (gate.output() != null) {
      return "output";
    }
    if (gate.resource() != null) {
      return "resource";
    }
    return gate.http() != null ? "http" : "job";
  }

  /** {@code every 30s over 10m}, {@code 3 times, every 1m}, {@code once}. */
  static String pace(GateWatched watched) {
    Gate gate = watched.gate();
    String every = Optional.ofNullable(gate.interval()).map(time -> "every " + time).orElse("");
    if (watched.guardrail()) {
      return every
          + " while the phase runs"
          + (Boolean.TRUE.equals(gate.duringRollback()) ? ", and while it is undone" : "");
    }
    if (gate.duration() != null) {
      return every + " over " + gate.duration();
    }
    return gate.count() == null || gate.count() == 1 ? "once" : gate.count() + " times, " + every;
  }
}
