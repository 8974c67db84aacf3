package dev.phaserollout.engine;

import java.util.Optional;
import java.util.function.Function;

/**
 * One pass over a rollout: decide, store the status, then execute the effects. Cluster, laptop and
 * simulator all go through here, so there is one order of writes and effects.
 */
public final class Pass {

  private final Function<Observation, Decision> decide;
  private final StatusStore store;
  private final Effect.Handler<?> world;

  public Pass(Engine engine, StatusStore store, Effect.Handler<?> world) {
    this(engine::decide, store, world);
  }

  /** For whoever must see or bend what the engine decides, such as the simulator. */
  public Pass(Function<Observation, Decision> decide, StatusStore store, Effect.Handler<?> world) {
    this.decide = decide;
    this.store = store;
    this.world = world;
  }

  /**
   * The decision that was carried out, or empty when the observation was stale and nothing was
   * done.
   */
  public Optional<Decision> over(Observation seen) {
    Decision decision = decide.apply(seen);
    boolean changed = !decision.status().equals(seen.rollout().getStatus());
    if (changed && !store.replace(seen.rollout(), decision.status())) {
      return Optional.empty();
    }
    for (Effect effect : decision.effects()) {
      effect.accept(world);
    }
    return Optional.of(decision);
  }
}
