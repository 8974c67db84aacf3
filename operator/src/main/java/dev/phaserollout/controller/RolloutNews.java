package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.RolloutSighting;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Passes it on to those who wait for a rollout that it has changed, whoever has changed it: another
 * operator, a person, or this process, whose own writes have nothing looked at again otherwise.
 */
final class RolloutNews {

  private record Waiting(ClusterRollouts rollouts, Consumer<ResourceID> call) {}

  private final AtomicReference<Optional<Waiting>> waiting =
      new AtomicReference<>(Optional.empty());

  /** From now on, those who wait are called. */
  void tell(ClusterRollouts rollouts, Consumer<ResourceID> call) {
    waiting.set(Optional.of(new Waiting(rollouts, call)));
  }

  void added(PhaseRollout rollout) {
    changed(rollout);
  }

  void updated(PhaseRollout now, PhaseRollout before) {
    if (!RolloutSighting.of(now).equals(RolloutSighting.of(before))) {
      changed(now);
      changed(before);
    }
  }

  /** To be asked at every event: a deletion has none of its own, but leaves the cache. */
  void perhapsGone(PhaseRollout rollout) {
    waiting
        .get()
        .filter(known -> !known.rollouts().has(rollout))
        .ifPresent(known -> changed(rollout));
  }

  private void changed(PhaseRollout rollout) {
    waiting.get().ifPresent(known -> known.rollouts().waitingFor(rollout).forEach(known.call()));
  }
}
