package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.gate.PrometheusAnswer.Sample;
import dev.phaserollout.gate.SourceAnswer.Judged;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloJudgementTest {

  private static final SloSource SLO = Gates.ratio("99.9", "e", "t");
  private static final Duration M5 = Duration.ofMinutes(5);
  private static final Duration M30 = Duration.ofMinutes(30);
  private static final Duration H1 = Duration.ofHours(1);
  private static final Duration H6 = Duration.ofHours(6);
  private static final Retention KEPT = new Retention.Known("main", Duration.ofDays(90));

  /** Burn rates over 5m, 30m, 1h and 6h, of 100,000 events each. */
  @ParameterizedTest
  @CsvSource({
    " 0,    0,    0,    0,   PASS",
    "14.4, 14.4, 14.4, 14.4, FAIL", // above 6 in the second pair
    "14.5, 5,    14.5, 5,    FAIL",
    "14.4, 5,    14.4, 5,    PASS", // exactly at the factor is not above it
    "14.3, 5,    99,   5,    PASS", // over, by the short window
    "99,   5,    14.3, 5,    PASS", // not certain, by the long window
    " 5,   6.1,  5,    6.1,  FAIL", // a slow burn
    " 5,   6.1,  5,    5.9,  PASS",
  })
  void a_pair_fails_when_both_of_its_windows_burn_faster_than_its_factor(
      double m5, double m30, double h1, double h6, Verdict expected) {
    Judged judged = judge(SLO, Map.of(M5, burn(m5), M30, burn(m30), H1, burn(h1), H6, burn(h6)));

    assertThat(judged.verdict()).isEqualTo(expected);
  }

  @Test
  void a_window_without_events_is_inconclusive_although_all_others_are_good() {
    Judged judged =
        judge(SLO, Map.of(M5, new WindowEvents(0, 0), M30, burn(0), H1, burn(0), H6, burn(0)));

    assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judged.message()).isEqualTo("objective 99.9 %: no events over 5m");
  }

  @Test
  void a_window_without_data_is_inconclusive_and_a_pair_that_fails_wins_over_it() {
    assertThat(judge(SLO, Map.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge(SLO, Map.of(M5, burn(20), H1, burn(20))).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void a_window_beyond_what_is_kept_says_nothing_and_a_pair_within_it_fails_all_the_same() {
    Retention kept = new Retention.Known("main", Duration.ofHours(3));
    Map<Duration, WindowEvents> good = Map.of(M5, burn(0), M30, burn(0), H1, burn(0), H6, burn(0));
    SloPlan plan = SloPlan.of(SLO, Optional.empty());

    Judged judged = SloJudgement.of(plan, good, kept);
    assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judged.message())
        .isEqualTo(
            "objective 99.9 %: window 6h is longer than the 3h that provider 'main' keeps, so what"
                + " is older is gone; shorten the window, or let it keep more");
    assertThat(SloJudgement.of(plan, Map.of(M5, burn(20), H1, burn(20), H6, burn(0)), kept))
        .returns(Verdict.FAIL, Judged::verdict);
    assertThat(SloJudgement.of(plan, good, new Retention.Unknown("main", "HTTP 404")))
        .returns(Verdict.INCONCLUSIVE, Judged::verdict)
        .satisfies(unknown -> assertThat(unknown.message()).contains("(HTTP 404)"));
  }

  @Test
  void fewer_events_than_the_minimum_are_inconclusive_however_bad() {
    SloSource slo = Gates.minimumEvents(SLO, 100);
    WindowEvents few = new WindowEvents(99, 99);
    WindowEvents enough = new WindowEvents(100, 100);

    assertThat(judge(slo, Map.of(M5, few, M30, few, H1, few, H6, few)))
        .satisfies(
            judged -> {
              assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
              assertThat(judged.message()).contains("99 events over 1h, needed 100");
            });
    assertThat(judge(slo, Map.of(M5, few, M30, few, H1, enough, H6, few)).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void a_message_says_how_many_of_how_many_over_which_time() {
    Judged judged =
        judge(
            SLO,
            Map.of(
                M5,
                new WindowEvents(840, 21),
                M30,
                burn(0),
                H1,
                new WindowEvents(10_000, 201),
                H6,
                burn(0)));

    assertThat(judged.message())
        .isEqualTo(
            "objective 99.9 %: burns 20.1 times as fast as allowed over 1h and 25 times over 5m,"
                + " both above 14.4 (201 of 10000 events bad, 21 of 840 events bad)");
    assertThat(judged.value()).isEqualTo("burn rate 20.1 of 14.4");
  }

  @ParameterizedTest
  @CsvSource({"0.5, PASS", "0.9, PASS", "0.91, FAIL", "3, FAIL"})
  void the_error_budget_must_be_left(double used, Verdict expected) {
    SloSource slo = Gates.budget(SLO, "720h", "10%");
    Duration month = Duration.ofDays(30);

    Judged judged =
        judge(slo, Map.of(M5, burn(0), M30, burn(0), H1, burn(0), H6, burn(0), month, burn(used)));

    assertThat(judged.verdict()).isEqualTo(expected);
    assertThat(judged.message()).contains("of the error budget of 720h is left, needed 10 %");
  }

  @Test
  void a_missing_series_of_errors_is_none_and_one_of_all_or_of_fast_events_is_no_data() {
    SloPlan plan = SloPlan.of(SLO, Optional.of(Duration.ofMinutes(5)));
    List<Sample> onlyTotal = List.of(sample("total 5m", 10));
    List<Sample> onlyCounted = List.of(sample("counted 5m", 1));
    SloIndicator ratio = SloIndicator.read(SLO).indicator().orElseThrow();
    SloIndicator latency =
        SloIndicator.read(Gates.latency("99.9", "f", "t")).indicator().orElseThrow();

    assertThat(SloQuery.read(ratio, plan, onlyTotal)).containsEntry(M5, new WindowEvents(10, 0));
    assertThat(SloQuery.read(ratio, plan, onlyCounted)).isEmpty();
    assertThat(SloQuery.read(latency, plan, onlyTotal)).isEmpty();
    assertThat(
            SloQuery.read(latency, plan, List.of(sample("total 5m", 10), sample("counted 5m", 7))))
        .containsEntry(M5, new WindowEvents(10, 3));
    assertThat(SloQuery.read(ratio, plan, List.of(sample("total 5m", Double.NaN)))).isEmpty();
    assertThat(
            SloQuery.read(
                ratio,
                plan,
                List.of(sample("total 5m", 10), sample("counted 5m", Double.POSITIVE_INFINITY))))
        .isEmpty();
  }

  private static Sample sample(String what, double number) {
    return new Sample(Map.of("phaserollout", what), number);
  }

  private static WindowEvents burn(double rate) {
    return new WindowEvents(100_000, 100 * rate);
  }

  private static Judged judge(SloSource slo, Map<Duration, WindowEvents> events) {
    return SloJudgement.of(SloPlan.of(slo, Optional.empty()), events, KEPT);
  }
}
