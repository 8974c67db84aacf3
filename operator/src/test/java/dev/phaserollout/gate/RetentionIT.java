package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.prometheus.OpenMetrics;
import dev.phaserollout.prometheus.RunningPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Objectives whose windows reach further back than a real Prometheus keeps its samples. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionIT {

  private static final Instant END = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Duration PAST = Duration.ofHours(7);
  private static final Duration DAY = Duration.ofDays(1);

  private static RunningPrometheus prometheus;

  @BeforeAll
  static void write_the_past() {
    OpenMetrics past = new OpenMetrics(END);
    past.series("all_total", "job=\"good\"", PAST, n -> 1500.0 * n);
    past.series("all_total", "job=\"bad\"", PAST, n -> 1500.0 * n);
    past.series("bad_total", "job=\"bad\"", PAST, n -> 150.0 * n);
    prometheus = RunningPrometheus.start(past, List.of(), "3h");
  }

  @AfterAll
  static void end() {
    prometheus.close();
  }

  @Test
  void a_good_service_does_not_pass_on_half_of_a_window() {
    Measurement measured = measured("good", DAY, "");

    assertThat(measured.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(measured.message())
        .contains("window 6h is longer than the 3h that provider 'main' keeps")
        .endsWith("shorten the window, or let it keep more");
  }

  @Test
  void what_burns_within_what_is_kept_fails_all_the_same() {
    assertThat(measured("bad", DAY, "").verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void windows_that_end_at_a_young_phase_are_kept_whole() {
    assertThat(measured("good", Duration.ofMinutes(90), "").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void a_configured_retention_counts_in_place_of_what_the_server_says() {
    assertThat(measured("good", DAY, ", retention: 9600h").verdict()).isEqualTo(Verdict.PASS);
  }

  private static Measurement measured(String job, Duration age, String more) {
    SloSource slo =
        Gates.ratio("99.9", "bad_total{job=\"" + job + "\"}", "all_total{job=\"" + job + "\"}");
    String provider = "{name: main, type: prometheus, address: '" + prometheus.address() + "'";
    try (Measuring measuring = new Measuring("providers: [" + provider + more + "}]")) {
      return measuring.at(Gates.slo(slo), END, age);
    }
  }
}
