package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The pool with its threads; measurements are futures that a test completes by hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MeasurementPoolIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Map<MeasurementRequest.Key, CompletableFuture<Measurement>> asked =
      new ConcurrentHashMap<>();
  private final List<Measurement> told = new CopyOnWriteArrayList<>();

  @Test
  void one_key_is_measured_once_at_a_time_and_again_afterwards() {
    try (MeasurementPool pool = pool()) {
      MeasurementRequest request = request("staging/gates/a", 1);

      assertThat(pool.submit(request)).isTrue();
      assertThat(pool.submit(request)).isFalse();
      assertThat(pool.submit(request("staging/gates/a", 2))).isTrue();
      await().atMost(SOON).until(() -> asked.size() == 2);
      pass(request);
      await().atMost(SOON).until(() -> told.size() == 1);

      assertThat(told.get(0).verdict()).isEqualTo(Verdict.PASS);
      assertThat(pool.submit(request)).isTrue();
    }
  }

  @Test
  void a_phase_that_is_over_cancels_its_measurements_and_no_others_and_nobody_is_told() {
    try (MeasurementPool pool = pool()) {
      MeasurementRequest over = request("staging/deploy/gates/a", 1);
      MeasurementRequest other = request("staging-2/gates/a", 1);
      pool.submit(over);
      pool.submit(other);
      await().atMost(SOON).until(() -> asked.size() == 2);

      pool.cancel("uid-1", 1, "staging");

      await().atMost(SOON).until(() -> asked.get(over.key()).isCancelled());
      assertThat(asked.get(other.key())).isNotDone();
      assertThat(pool.size()).isEqualTo(1);
      pass(other);
      await().atMost(SOON).until(() -> !told.isEmpty());
      assertThat(told).hasSize(1);
    }
  }

  @Test
  void a_measurer_that_fails_or_throws_gives_an_error() {
    try (MeasurementPool pool =
        new MeasurementPool(
            request -> {
              if (request.key().sequence() == 1) {
                throw new IllegalStateException("defect");
              }
              return CompletableFuture.failedFuture(new IllegalStateException("defect"));
            },
            (request, measurement) -> told.add(measurement))) {
      pool.submit(request("p/gates/a", 1));
      pool.submit(request("p/gates/a", 2));

      await().atMost(SOON).until(() -> told.size() == 2);
      assertThat(told)
          .allSatisfy(
              measurement -> {
                assertThat(measurement.verdict()).isEqualTo(Verdict.ERROR);
                assertThat(measurement.message()).contains("defect");
              });
    }
  }

  @Test
  void a_closed_pool_gives_everything_up_and_takes_nothing_on() {
    MeasurementPool pool = pool();
    MeasurementRequest request = request("p/gates/a", 1);
    pool.submit(request);
    await().atMost(SOON).until(() -> asked.size() == 1);

    pool.close();

    assertThat(asked.get(request.key())).isCancelled();
    assertThat(pool.submit(request("p/gates/b", 1))).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void a_provider_that_never_answers_holds_up_no_other() throws IOException {
    try (FaultyProvider server = FaultyProvider.plain();
        Measuring measuring = new Measuring(twoProviders(server));
        MeasurementPool pool =
            new MeasurementPool(
                measuring.measurer()::measure, (request, measurement) -> told.add(measurement))) {
      for (int i = 0; i < 200; i++) {
        pool.submit(
            Gates.request(
                Gates.queryTo("silent", "up", "true"), i, Instant.now(), Duration.ofHours(1)));
      }
      for (int i = 1000; i < 1200; i++) {
        pool.submit(
            Gates.request(
                Gates.queryTo("good", "up", "result == 1"), i, Instant.now(), Duration.ofHours(1)));
      }

      await().atMost(SOON).until(() -> told.size() == 200);
      assertThat(told).allMatch(measurement -> measurement.verdict() == Verdict.PASS);
      assertThat(pool.size()).isEqualTo(200);
      assertThat(server.paths()).filteredOn(path -> path.startsWith("/silent")).hasSize(3);
    }
  }

  private static String twoProviders(FaultyProvider server) {
    String address = "http://127.0.0.1:" + server.port();
    return "providers:\n"
        + "  - {name: silent, type: prometheus, concurrency: 3, timeout: 5m, address: '"
        + address
        + "/silent'}\n"
        + "  - {name: good, type: prometheus, concurrency: 3, timeout: 20s, address: '"
        + address
        + "'}\n";
  }

  private MeasurementPool pool() {
    return new MeasurementPool(
        request -> asked.computeIfAbsent(request.key(), key -> new CompletableFuture<>()),
        (request, measurement) -> told.add(measurement));
  }

  private void pass(MeasurementRequest request) {
    asked.remove(request.key()).complete(new Measurement(request.now(), Verdict.PASS, "1", ""));
  }

  private static MeasurementRequest request(String owner, int sequence) {
    MeasurementRequest request =
        Gates.request(Gates.query("up", "true"), sequence, Instant.EPOCH, Duration.ofMinutes(1));
    return new MeasurementRequest(
        new MeasurementRequest.Key("uid-1", 1, owner, sequence),
        request.namespace(),
        request.gate(),
        request.step(),
        request.scope(),
        request.phaseStartedAt(),
        request.now());
  }
}
