package dev.phaserollout.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.PhaseRolloutStatus;
import org.jspecify.annotations.Nullable;

/**
 * What an API server would keep of a rollout.
 *
 * @param rollout its name
 * @param uid drawn when the rollout was first run here
 * @param generation counts the specs that it was run with, from 1
 * @param specDigest of the newest of them
 * @param createdAt in ISO 8601
 * @param status absent before the first decision
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Checkpoint(
    String rollout,
    String uid,
    long generation,
    String specDigest,
    String createdAt,
    @Nullable PhaseRolloutStatus status) {

  Checkpoint withStatus(PhaseRolloutStatus next) {
    return new Checkpoint(rollout, uid, generation, specDigest, createdAt, next);
  }

  /** The next generation when the spec is another one. */
  Checkpoint withSpec(String digest) {
    return digest.equals(specDigest)
        ? this
        : new Checkpoint(rollout, uid, generation + 1, digest, createdAt, status);
  }
}
