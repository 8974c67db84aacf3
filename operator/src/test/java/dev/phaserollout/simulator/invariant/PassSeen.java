package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.simulator.cluster.History;
import java.util.function.Function;

/**
 * One decision, and all that it takes to judge it.
 *
 * @param seen what it was made from
 * @param after what would be seen if its status were stored and nothing else happened
 * @param engine to decide again
 */
public record PassSeen(
    Observation seen,
    Decision decision,
    Observation after,
    Function<Observation, Decision> engine,
    History history) {

  boolean changesStatus() {
    return !decision.status().equals(seen.rollout().getStatus());
  }

  /**
   * Whether the same world can be shown again. Whoever names a revision that happens to be stored
   * already is shown it from then on, which is another world.
   */
  boolean inTheSameWorld() {
    return decision.effects().stream().noneMatch(this::isStored);
  }

  private boolean isStored(Effect effect) {
    return effect instanceof Effect.StoreRevision store
        && after
            .revision()
            .filter(shown -> shown.name().equals(store.revision().name()))
            .isPresent();
  }
}
