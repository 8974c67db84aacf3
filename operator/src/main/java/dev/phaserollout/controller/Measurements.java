package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.gate.MeasurementPool;
import dev.phaserollout.gate.Measurer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measurements taken beside the reconcile threads, and their results until the status has counted
 * them. They live in memory only: what a crash loses is measured again.
 */
final class Measurements implements AutoCloseable {

  private static final int ROLLOUTS_BOUND = 20_000;

  /** Long after the engine would have written it; what is older was counted. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private record Result(Measurement measurement, Instant at) {}

  private record Owner(
      String namespace, String name, Map<MeasurementRequest.Key, Result> results) {}

  private final Recent<String, Owner> owners = new Recent<>(ROLLOUTS_BOUND);
  private final MeasurementPool pool;
  private final Preflights.RolloutCall call;
  private final Clock clock;

  /**
   * @param call has a rollout looked at again once a result is there
   */
  Measurements(Measurer measurer, Preflights.RolloutCall call, Clock clock) {
    this.pool = new MeasurementPool(measurer::measure, this::taken);
    this.call = call;
    this.clock = clock;
  }

  /** What is known of a rollout's measurements. */
  Map<MeasurementRequest.Key, Measurement> of(PhaseRollout rollout) {
    Optional<Owner> owner = owners.get(rollout.getMetadata().getUid());
    if (owner.isEmpty()) {
      return Map.of();
    }
    Instant oldest = clock.instant().minus(KEPT);
    owner.get().results().values().removeIf(result -> result.at().isBefore(oldest));
    Map<MeasurementRequest.Key, Measurement> known = new ConcurrentHashMap<>();
    owner.get().results().forEach((key, result) -> known.put(key, result.measurement()));
    return known;
  }

  /** Takes it unless its result is there or on its way. Never blocks. */
  void take(PhaseRollout rollout, MeasurementRequest request) {
    Owner owner =
        owners.computeIfAbsent(
            rollout.getMetadata().getUid(),
            uid ->
                new Owner(
                    rollout.getMetadata().getNamespace(),
                    rollout.getMetadata().getName(),
                    new ConcurrentHashMap<>()));
    if (!owner.results().containsKey(request.key())) {
      pool.submit(request);
    }
  }

  /** Gives up what is still being measured for a run that asks for nothing any more. */
  void giveUp(PhaseRollout rollout, int run) {
    if (pool.size() > 0) {
      pool.cancel(rollout.getMetadata().getUid(), run, "");
    }
  }

  private void taken(MeasurementRequest request, Measurement measurement) {
    owners
        .get(request.key().rolloutUid())
        .ifPresent(
            owner -> {
              owner.results().put(request.key(), new Result(measurement, clock.instant()));
              call.again(owner.namespace(), owner.name());
            });
  }

  @Override
  public void close() {
    pool.close();
  }
}
