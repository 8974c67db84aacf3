package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.prometheus.OpenMetrics;
import dev.phaserollout.prometheus.RunningPrometheus;
import dev.phaserollout.prometheus.ScrapedService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Verdicts while a real Prometheus scrapes a service that lives, breaks and goes away. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LivePrometheusIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Gate UP = Gates.query("requests_total{job='live'}", "result > 0.0");

  private final Instant began = Instant.now();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private volatile boolean faulty;

  private ScrapedService service;
  private ScheduledExecutorService traffic;
  private RunningPrometheus prometheus;
  private Measuring measuring;

  @BeforeEach
  void start() {
    service = new ScrapedService();
    service.type("duration histogram");
    traffic = Executors.newSingleThreadScheduledExecutor();
    traffic.scheduleAtFixedRate(this::serveTenRequests, 0, 100, TimeUnit.MILLISECONDS);
    prometheus = RunningPrometheus.start(new OpenMetrics(Instant.now()), List.of(service.target()));
    measuring = Measuring.prometheus(prometheus.address());
  }

  @AfterEach
  void end() {
    measuring.close();
    prometheus.close();
    traffic.shutdownNow();
    service.close();
  }

  private void serveTenRequests() {
    long all = requests.addAndGet(10);
    long bad = faulty ? errors.addAndGet(5) : errors.get();
    service.set("requests_total", all);
    service.set("errors_total", bad);
    service.set("duration_bucket{le=\"0.1\"}", all - bad);
    service.set("duration_bucket{le=\"+Inf\"}", all);
    service.set("duration_sum", all / 20.0);
    service.set("duration_count", all);
  }

  @Test
  void a_fault_trips_the_objective_soon_after_it_began() {
    Gate gate =
        Gates.slo(
            Gates.ratio("99.9", "errors_total{job=\"live\"}", "requests_total{job=\"live\"}"));
    await().atMost(SOON).until(() -> measure(gate).verdict() == Verdict.PASS);

    faulty = true;

    await().atMost(SOON).until(() -> measure(gate).verdict() == Verdict.FAIL);
    assertThat(measure(gate).message()).contains("both above 14.4");
  }

  @Test
  void latency_of_a_native_histogram_is_computed_at_its_bound() {
    SloSource latency =
        Gates.latency("99.9", "duration{job=\"native\",le=\"0.1\"}", "duration{job=\"native\"}");
    Gate gate = Gates.slo(latency);
    await().atMost(SOON).until(() -> measure(gate).verdict() == Verdict.PASS);

    faulty = true;

    await().atMost(SOON).until(() -> measure(gate).verdict() == Verdict.FAIL);
  }

  @Test
  void a_service_that_vanishes_is_no_data_and_no_failure() {
    await().atMost(SOON).until(() -> measure(UP).verdict() == Verdict.PASS);

    service.close();

    await().atMost(SOON).until(() -> measure(UP).verdict() == Verdict.INCONCLUSIVE);
    assertThat(measure(UP).message()).startsWith("no data");
  }

  @Test
  void a_prometheus_that_is_down_is_an_error_and_back_again_it_is_asked_again() {
    await().atMost(SOON).until(() -> measure(UP).verdict() == Verdict.PASS);

    prometheus.stop();

    Measurement down = measure(UP);
    assertThat(down.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(down.message())
        .isEqualTo("provider 'main' cannot be reached: the connection was refused");

    prometheus.startAgain();

    await().atMost(SOON).until(() -> measure(UP).verdict() == Verdict.PASS);
    Gate events = Gates.query("increase(requests_total{job='live'}[5m])", "result > 0.0");
    await().atMost(SOON).until(() -> measure(events).verdict() == Verdict.PASS);
  }

  @Test
  void an_answer_beyond_a_mebibyte_is_not_read() {
    await().atMost(SOON).until(() -> measure(UP).verdict() == Verdict.PASS);
    String fat = "x".repeat(3500);
    for (int i = 0; i < 400; i++) {
      service.set("many{n=\"" + i + "\"}", i);
    }
    Gate gate = Gates.query("label_replace(many{job='live'}, 'a', '" + fat + "', '', '')", "true");

    await().atMost(SOON).until(() -> measure(gate).verdict() == Verdict.ERROR);
    assertThat(measure(gate).message()).contains("answered with more than 1 MiB");
  }

  private Measurement measure(Gate gate) {
    Instant now = Instant.now();
    return measuring.at(gate, now, Duration.between(began, now));
  }
}
