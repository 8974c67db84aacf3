package dev.phaserollout.local;

import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.gate.GateConditions;
import dev.phaserollout.gate.MeasurementPool;
import dev.phaserollout.gate.Measurer;
import dev.phaserollout.gate.Providers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measurements of gates in a local run, taken beside its thread; results wait here until the
 * checkpoint has counted them.
 */
final class LocalMeasurements implements AutoCloseable {

  private final Map<MeasurementRequest.Key, Measurement> results = new ConcurrentHashMap<>();

  /** Asked for, and no result of it has been read. */
  private final Set<MeasurementRequest.Key> awaited = ConcurrentHashMap.newKeySet();

  private final Measurer measurer;
  private final MeasurementPool pool;

  /**
   * @param alarm rung once a result is there
   */
  LocalMeasurements(Providers providers, Alarm alarm) {
    this.measurer =
        new Measurer(
            providers,
            new GateConditions(),
            (namespace, apiVersion, kind, name) ->
                CompletableFuture.failedFuture(
                    new UnsupportedOperationException("there is no cluster here")));
    this.pool =
        new MeasurementPool(
            measurer::measure,
            (request, measurement) -> {
              results.put(request.key(), measurement);
              alarm.ring();
            });
  }

  void take(MeasurementRequest request) {
    if (!results.containsKey(request.key())) {
      awaited.add(request.key());
      pool.submit(request);
    }
  }

  Map<MeasurementRequest.Key, Measurement> all() {
    Map<MeasurementRequest.Key, Measurement> known = Map.copyOf(results);
    awaited.removeAll(known.keySet());
    return known;
  }

  /** Whether a result is on its way, or there and not read. */
  boolean awaits() {
    return !awaited.isEmpty();
  }

  @Override
  public void close() {
    pool.close();
    measurer.close();
  }
}
