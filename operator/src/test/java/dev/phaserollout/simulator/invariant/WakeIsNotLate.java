package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Until the wake nothing would be decided differently by time alone, and where there is none,
 * nothing ever would. Looked at in one move of eight: it costs one more decision.
 */
final class WakeIsNotLate implements PassLaw {

  private static final Duration EVER = Duration.ofDays(60);
  private static final int ONE_IN = 8;

  @Override
  public String sentence() {
    return "time alone changes nothing before the wake";
  }

  @Override
  public List<String> evidence(PassSeen pass) {
    if (pass.history().move() % ONE_IN != 0 || !pass.inTheSameWorld()) {
      return List.of();
    }
    Observation then = pass.after();
    Instant before =
        pass.decision()
            .wake()
            .map(Wake::at)
            .map(at -> at.minusMillis(1))
            .orElse(then.now().plus(EVER));
    if (before.isBefore(then.now())) {
      return List.of();
    }
    Decision later =
        pass.engine()
            .apply(
                new Observation(
                    then.rollout(), then.revision(), then.earlier(), then.world(), before));
    if (!later.status().equals(pass.decision().status())) {
      return List.of(
          "at "
              + before
              + " the status is another: "
              + Difference.between(pass.decision().status(), later.status()));
    }
    if (!asked(later).equals(asked(pass.decision()))) {
      return List.of(
          "at "
              + before
              + " the effects are "
              + later.effects()
              + ", not "
              + pass.decision().effects());
    }
    return List.of();
  }

  /** A measurement that is overdue speaks of now, whenever that is. */
  private static List<Object> asked(Decision decision) {
    return decision.effects().stream()
        .map(
            effect ->
                effect instanceof Effect.TakeMeasurement measure ? measure.request().key() : effect)
        .toList();
  }
}
