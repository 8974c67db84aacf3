package dev.phaserollout.engine;

/**
 * Decides what follows from an observation. Pure: the same observation always gives the same
 * decision.
 */
public final class Engine {

  private final Expressions expressions;

  public Engine(Expressions expressions) {
    this.expressions = expressions;
  }

  public Decision decide(Observation seen) {
    throw new UnsupportedOperationException(
        "the engine is being written: " + expressions + seen.now());
  }
}
