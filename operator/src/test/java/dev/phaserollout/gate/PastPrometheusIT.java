package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.Reduce;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.prometheus.OpenMetrics;
import dev.phaserollout.prometheus.RunningPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts of a real Prometheus on seven hours that are written down. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PastPrometheusIT {

  private static final Instant END = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration PAST = Duration.ofHours(7);
  private static final int SAMPLES = samples(PAST);

  private static RunningPrometheus prometheus;
  private static Measuring measuring;

  @BeforeAll
  static void write_the_past() {
    OpenMetrics past = new OpenMetrics(END);
    // 1500 requests a sample; burn rates at an objective of 99.9 %: errors / 1.5
    service(past, "healthy", sample -> sample % 3 == 0 ? 1 : 0);
    service(past, "slow", sample -> 12);
    service(past, "fast", sample -> sample > SAMPLES - samples(Duration.ofHours(2)) ? 30 : 0);
    service(
        past, "burst", sample -> sample == SAMPLES - samples(Duration.ofMinutes(50)) ? 9000 : 0);
    service(past, "before", sample -> sample < SAMPLES - samples(Duration.ofMinutes(20)) ? 60 : 0);
    // restarted every half hour: the counters begin anew
    past.series("all_total", "job=\"reset\"", PAST, sample -> 1500.0 * (sample % 120));
    past.series("bad_total", "job=\"reset\"", PAST, sample -> sample % 120 / 6);
    // ended twenty minutes ago
    past.series("all_total", "job=\"ended\"", PAST, Duration.ofMinutes(20), n -> 1500.0 * n);
    past.series("all_total", "job=\"no_errors\"", PAST, n -> 1500.0 * n);
    past.series("all_total", "job=\"idle\"", PAST, n -> 77);
    past.series("all_total", "job=\"few\"", PAST, n -> n / 40);
    past.series("bad_total", "job=\"few\"", PAST, n -> n / 40);
    past.series("d_bucket", "job=\"classic\",le=\"0.5\"", PAST, n -> 95.0 * n);
    past.series("d_count", "job=\"classic\"", PAST, n -> 100.0 * n);
    past.series("level", "pod=\"a\"", PAST, n -> 3);
    past.series("level", "pod=\"b\"", PAST, n -> 5);
    past.series("broken", "pod=\"a\"", PAST, n -> Double.NaN);
    prometheus = RunningPrometheus.start(past, List.of());
    measuring = Measuring.prometheus(prometheus.address());
  }

  @AfterAll
  static void end() {
    measuring.close();
    prometheus.close();
  }

  @ParameterizedTest
  @CsvSource({
    "healthy,   PASS",
    "slow,      FAIL",
    "fast,      FAIL",
    "burst,     PASS",
    "before,    FAIL",
    "reset,     PASS",
    "no_errors, PASS",
    "ended,     INCONCLUSIVE",
    "idle,      INCONCLUSIVE",
    "absent,    INCONCLUSIVE",
  })
  void a_service_is_judged_by_its_past(String job, Verdict expected) {
    assertThat(measuring.at(Gates.slo(slo(job)), END, DAY))
        .satisfies(
            measured -> assertThat(measured.verdict()).as(measured.message()).isEqualTo(expected));
  }

  @Test
  void a_slow_burn_passes_the_short_pair_and_fails_the_long_one() {
    Measurement measured = measuring.at(Gates.slo(slo("slow")), END, DAY);

    assertThat(measured.message())
        .contains("burns 8 times as fast as allowed over 6h and 8 times over 30m, both above 6")
        .doesNotContain("1h");
  }

  @Test
  void a_fast_burn_fails_by_the_short_pair_with_its_numbers() {
    assertThat(measuring.at(Gates.slo(slo("fast")), END, DAY).message())
        .contains(
            "burns 20 times as fast as allowed over 1h and 20 times over 5m, both above 14.4");
  }

  @Test
  void errors_from_before_the_phase_do_not_fail_it() {
    assertThat(measuring.at(Gates.slo(slo("before")), END, Duration.ofMinutes(15)).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(measuring.at(Gates.slo(slo("before")), END, Duration.ofMinutes(60)).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void a_phase_that_has_just_begun_says_nothing() {
    assertThat(measuring.at(Gates.slo(slo("healthy")), END, Duration.ofSeconds(2)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void few_events_are_inconclusive_below_the_minimum_and_judged_without_one() {
    assertThat(measuring.at(Gates.slo(Gates.minimumEvents(slo("few"), 100)), END, DAY))
        .satisfies(
            measured -> {
              assertThat(measured.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
              assertThat(measured.message()).contains("events over 1h, needed 100");
            });
    assertThat(measuring.at(Gates.slo(slo("few")), END, DAY).verdict()).isNotEqualTo(Verdict.PASS);
  }

  @Test
  void a_budget_that_is_used_up_fails_before_a_phase_begins() {
    SloSource slo = Gates.budget(slo("burst"), "6h", "50%");

    assertThat(measuring.at(Gates.slo(slo), END, DAY))
        .satisfies(
            measured -> {
              assertThat(measured.verdict()).isEqualTo(Verdict.FAIL);
              assertThat(measured.message()).contains("of the error budget of 6h is left");
            });
    assertThat(
            measuring.at(Gates.slo(Gates.budget(slo("healthy"), "6h", "50%")), END, DAY).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void latency_is_read_from_the_bucket_of_a_classic_histogram() {
    SloSource good = latency("90");
    SloSource bad = latency("99.5");

    assertThat(measuring.at(Gates.slo(good), END, DAY).verdict()).isEqualTo(Verdict.PASS);
    assertThat(measuring.at(Gates.slo(bad), END, DAY).message())
        .contains("burns 10 times as fast as allowed over 6h");
  }

  @Test
  void a_selector_of_fast_events_that_matches_nothing_is_no_data_and_no_failure() {
    SloSource typo = Gates.latency("99", "d_bucket{job=\"classic\",le=\"0.6\"}", "d_count");

    assertThat(measuring.at(Gates.slo(typo), END, DAY).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @CsvSource({"Max, 5", "Min, 3", "Sum, 8", "Avg, 4"})
  void several_series_are_reduced(Reduce reduce, String value) {
    Measurement measured =
        measuring.at(Gates.query("level", reduce, "result == " + value + ".0"), END, DAY);

    assertThat(measured.verdict()).isEqualTo(Verdict.PASS);
    assertThat(measured.value()).isEqualTo(value + " (" + reduce + " of 2 series)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "level                                    ; INCONCLUSIVE ; 2 series, needed one",
        "absent                                   ; INCONCLUSIVE ; no data",
        "all_total{job='ended'}                   ; INCONCLUSIVE ; no data",
        "broken                                   ; INCONCLUSIVE ; measured NaN",
        "scalar(level{pod='a'}) / 0               ; INCONCLUSIVE ; measured +Inf",
        "sum(level) > bool 7                      ; PASS         ; measured 1",
        "level{pod='a'}[5m]                       ; ERROR        ; gives series over time",
        "\"text\"                                 ; ERROR        ; gives a result of type 'string'",
        "sum(level                                ; ERROR        ; parse error: unclosed left",
        "sum by (pod)(level) + nosuch(level)      ; ERROR        ; 1:23: parse error: unknown function",
        "level{pod='a'} + on(pod) group_left level{pod='a'} + on() level ; ERROR ; many-to-many",
      })
  void a_query_that_gives_no_plain_number_is_never_a_pass(
      String query, Verdict expected, String says) {
    Measurement measured = measuring.at(Gates.query(query, "result >= 0.0"), END, DAY);

    assertThat(measured.message()).contains(says);
    assertThat(measured.verdict()).isEqualTo(expected);
  }

  /** Two numbers for each of four windows; that they are right is held by the verdicts. */
  @Test
  void the_query_that_is_shown_of_an_objective_can_be_tried_out() {
    String shown = measuring.at(Gates.slo(slo("slow")), END, Duration.ofMinutes(7)).query();

    assertThat(shown).contains("[5m]", "[30m]", "[1h]", "[6h]");
    assertThat(measuring.at(Gates.query(shown, Reduce.Max, "result > 0.0"), END, DAY).value())
        .endsWith("(Max of 8 series)");
  }

  @Test
  void prometheus_counts_what_a_plain_simulation_counts() {
    for (Duration age : List.of(Duration.ofMinutes(5), Duration.ofMinutes(59), PAST)) {
      SloPlan plan = SloPlan.of(slo("slow"), Optional.of(age));
      for (Duration window : plan.windows()) {
        double expected = 1500.0 * window.toSeconds() / OpenMetrics.STEP.toSeconds();
        String query = "sum(increase(all_total{job='slow'}[" + window.toSeconds() + "s]))";
        assertThat(
                measuring
                    .at(
                        Gates.query(
                            query,
                            "result > " + expected * 0.99 + " && result < " + expected * 1.01),
                        END,
                        DAY)
                    .verdict())
            .as(query)
            .isEqualTo(Verdict.PASS);
      }
    }
  }

  private static SloSource slo(String job) {
    return Gates.ratio("99.9", "bad_total{job=\"" + job + "\"}", "all_total{job=\"" + job + "\"}");
  }

  private static SloSource latency(String objective) {
    return Gates.latency(
        objective, "d_bucket{job=\"classic\",le=\"0.5\"}", "d_count{job=\"classic\"}");
  }

  private static int samples(Duration length) {
    return Math.toIntExact(length.toSeconds() / OpenMetrics.STEP.toSeconds());
  }

  /** 1500 requests a sample, and as many errors as said. */
  private static void service(OpenMetrics past, String job, IntUnaryOperator errors) {
    double[] sum = {0};
    IntToDoubleFunction bad = sample -> sum[0] += errors.applyAsInt(sample);
    past.series("all_total", "job=\"" + job + "\"", PAST, sample -> 1500.0 * sample);
    past.series("bad_total", "job=\"" + job + "\"", PAST, bad);
  }
}
