package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import java.util.List;

/**
 * Decided again from the status just written, with the same world at the same time: equal status,
 * equal effects.
 */
final class FixpointLaw implements PassLaw {

  @Override
  public String sentence() {
    return "a decision that was stored is decided again just so";
  }

  @Override
  public List<String> evidence(PassSeen pass) {
    if (!pass.changesStatus() || !pass.inTheSameWorld()) {
      return List.of();
    }
    Decision again = pass.engine().apply(pass.after());
    if (!again.status().equals(pass.decision().status())) {
      return List.of(
          "the status changes again: "
              + Difference.between(pass.decision().status(), again.status()));
    }
    return again.effects().equals(pass.decision().effects())
        ? List.of()
        : List.of(
            "the effects "
                + pass.decision().effects()
                + " become "
                + again.effects()
                + Difference.between(measured(pass.decision()), measured(again)));
  }

  private static List<Object> measured(Decision decision) {
    return decision.effects().stream()
        .map(
            effect -> effect instanceof Effect.TakeMeasurement measure ? measure.request() : effect)
        .toList();
  }
}
