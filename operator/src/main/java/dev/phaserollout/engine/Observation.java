package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a decision is made from. The engine knows nothing else.
 *
 * @param rollout the object as it was read, with its stored status
 * @param revision the stored revision that {@code status.run.revision} names; empty where none is
 *     named or stored
 * @param earlier the stored revisions that {@link Revision#ofRemovedSteps} names; one that is
 *     missing is one that nothing is known of any more
 * @param world what was seen of Jobs and surroundings
 * @param now the time of this observation; the engine has no clock
 */
public record Observation(
    PhaseRollout rollout,
    Optional<Revision> revision,
    List<Revision> earlier,
    World world,
    Instant now) {

  /** Of a rollout from whose spec nothing was removed that still stands. */
  public Observation(PhaseRollout rollout, Optional<Revision> revision, World world, Instant now) {
    this(rollout, revision, List.of(), world, now);
  }
}
