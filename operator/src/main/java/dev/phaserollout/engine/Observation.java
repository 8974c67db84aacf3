package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRollout;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that a decision is made from. The engine knows nothing else.
 *
 * @param rollout the object as it was read, with its stored status
 * @param revision the stored revision that {@code status.run.revision} names; empty where none is
 *     named or stored
 * @param world what was seen of Jobs and surroundings
 * @param now the time of this observation; the engine has no clock
 */
public record Observation(
    PhaseRollout rollout, Optional<Revision> revision, World world, Instant now) {}
