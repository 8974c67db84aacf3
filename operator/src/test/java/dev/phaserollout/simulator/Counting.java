package dev.phaserollout.simulator;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Observation;
import java.util.function.Function;

/** A mutant's engine that is not pure: it numbers its messages. */
final class Counting implements Function<Observation, Decision> {

  private final Function<Observation, Decision> engine;
  private int decisions;

  Counting(Function<Observation, Decision> engine) {
    this.engine = engine;
  }

  @Override
  public Decision apply(Observation seen) {
    decisions++;
    return Surgery.on(engine.apply(seen), status -> status.put("message", "decision " + decisions));
  }
}
