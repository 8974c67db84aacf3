package dev.phaserollout.gate;

import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Verdict;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Takes measurements beside whoever asks for them, who never waits. One key is measured once at a
 * time; each provider has a bound and a queue of its own (see {@link ProviderClient}), so that one
 * that is slow holds up nobody else. Safe for use by several threads.
 */
public final class MeasurementPool implements AutoCloseable {

  /** Measurements under way, waiting ones included. */
  private static final int MOST = 50_000;

  private final Function<MeasurementRequest, CompletableFuture<Measurement>> measurer;
  private final BiConsumer<MeasurementRequest, Measurement> results;
  private final Map<MeasurementRequest.Key, CompletableFuture<Measurement>> underWay =
      new ConcurrentHashMap<>();
  private final ClientThreads threads = new ClientThreads("measurements");
  private volatile boolean closed;

  /**
   * A pool that is idle.
   *
   * @param measurer usually {@link Measurer#measure}
   * @param results is told each measurement once, on a thread of the pool or of a provider; it must
   *     not block. Not told of what was cancelled
   */
  public MeasurementPool(
      Function<MeasurementRequest, CompletableFuture<Measurement>> measurer,
      BiConsumer<MeasurementRequest, Measurement> results) {
    this.measurer = measurer;
    this.results = results;
  }

  /**
   * Asks for a measurement, and returns at once.
   *
   * @return whether it was taken on: false where the same key is being measured already, or the
   *     pool is closed
   */
  public boolean submit(MeasurementRequest request) {
    CompletableFuture<Measurement> result = new CompletableFuture<>();
    if (closed || underWay.putIfAbsent(request.key(), result) != null) {
      return false;
    }
    Chain.whenDone(
        result,
        (measurement, cancelled) -> {
          underWay.remove(request.key(), result);
          if (cancelled == null) {
            results.accept(request, measurement);
          }
        });
    if (underWay.size() > MOST) {
      result.complete(error(request, "more than " + MOST + " measurements are under way"));
      return true;
    }
    CompletableFuture<Measurement> work = threads.run(() -> measurer.apply(request));
    Chain.whenDone(
        work,
        (measurement, failure) ->
            result.complete(failure == null ? measurement : error(request, failed(failure))));
    Chain.whenDone(result, (measurement, cancelled) -> work.cancel(true));
    return true;
  }

  private static String failed(Throwable failure) {
    return "could not be measured: " + failure;
  }

  private static Measurement error(MeasurementRequest request, String why) {
    return new Measurement(request.now(), Verdict.ERROR, "", OneLine.of(why));
  }

  /**
   * Gives up what is measured for an owner whose time is over; nobody is told a result of it.
   *
   * @param path such as {@code staging}, {@code staging/guardrails} or {@code
   *     staging/gates/availability}: everything below it; empty for all of the run
   */
  public void cancel(String rolloutUid, int run, String path) {
    underWay.forEach(
        (key, result) -> {
          if (key.rolloutUid().equals(rolloutUid)
              && key.run() == run
              && (path.isEmpty() || key.isBelow(path))) {
            result.cancel(true);
          }
        });
  }

  /** Measurements under way, waiting ones included. */
  public int size() {
    return underWay.size();
  }

  /** Gives up everything. Nothing that is asked for afterwards is measured. */
  @Override
  public void close() {
    closed = true;
    threads.close();
    underWay.values().forEach(result -> result.cancel(true));
  }
}
