package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.phaserollout.api.BurnRateWindow;
import dev.phaserollout.api.SloScope;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.gate.SloPlan.Budget;
import dev.phaserollout.gate.SloPlan.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloPlanTest {

  private static final SloSource SLO = Gates.ratio("99.9", "errors_total", "all_total");

  @Test
  void the_default_pairs_are_those_of_the_workbook_and_a_twelfth_of_each() {
    assertThat(SloPlan.of(SLO, Optional.empty()).pairs())
        .containsExactly(
            new Pair(Duration.ofHours(1), Duration.ofMinutes(5), 14.4),
            new Pair(Duration.ofHours(6), Duration.ofMinutes(30), 6));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,     PT1S,  PT1S,  PT1S,  PT1S",
    "PT2M,     PT2M,  PT2M,  PT2M,  PT2M",
    "PT10M,    PT10M, PT5M,  PT10M, PT10M",
    "PT2H,     PT1H,  PT5M,  PT2H,  PT30M",
    "PT48H,    PT1H,  PT5M,  PT6H,  PT30M",
    "PT10.9S,  PT10S, PT10S, PT10S, PT10S",
  })
  void windows_reach_back_no_further_than_the_phase(
      Duration age, Duration fastLong, Duration fastShort, Duration slowLong, Duration slowShort) {
    assertThat(SloPlan.of(SLO, Optional.of(age)).pairs())
        .containsExactly(new Pair(fastLong, fastShort, 14.4), new Pair(slowLong, slowShort, 6));
  }

  @Test
  void a_clock_that_was_set_back_leaves_the_shortest_window() {
    assertThat(SloPlan.of(SLO, Optional.of(Duration.ofHours(-1))).windows())
        .containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void scope_service_takes_windows_whole() {
    SloSource service =
        new SloSource(
            null,
            "99.9",
            SLO.ratio(),
            null,
            List.of(new BurnRateWindow("2h", "10m", "3")),
            SloScope.Service,
            null,
            null);

    assertThat(SloPlan.of(service, Optional.of(Duration.ofMinutes(1))).pairs())
        .containsExactly(new Pair(Duration.ofHours(2), Duration.ofMinutes(10), 3));
  }

  @Test
  void the_budget_is_that_of_the_service_and_of_30_days() {
    SloPlan plan = SloPlan.of(Gates.budget(SLO, null, "12.5%"), Optional.of(Duration.ofMinutes(1)));

    assertThat(plan.budget()).contains(new Budget(Duration.ofDays(30), 0.125));
    assertThat(plan.windows()).contains(Duration.ofDays(30));
  }

  @ParameterizedTest
  @CsvSource({"99.9, 0.001", "99.999999, 0.00000001", "50, 0.5", "0.000001, 0.99999999"})
  void the_share_that_may_be_bad_is_exact(String objective, double allowed) {
    assertThat(SloPlan.of(Gates.ratio(objective, "e", "t"), Optional.empty()).allowed())
        .isCloseTo(allowed, within(allowed * 1e-12));
  }

  @Test
  void one_query_asks_for_all_windows() {
    SloPlan plan = SloPlan.of(SLO, Optional.of(Duration.ofMinutes(5)));
    SloIndicator indicator = SloIndicator.read(SLO).indicator().orElseThrow();

    assertThat(SloQuery.text(indicator, plan))
        .isEqualTo(
            "label_replace(sum(increase(all_total[5m])), \"phaserollout\", \"total 5m\", \"\", \"\")"
                + " or label_replace(sum(increase(errors_total[5m])), \"phaserollout\","
                + " \"counted 5m\", \"\", \"\")");
  }

  @Test
  void latency_reads_a_bucket_of_a_classic_histogram_as_it_is_and_computes_that_of_a_native_one() {
    assertThat(counted("d_bucket{le=\"0.5\"}", "d_count"))
        .isEqualTo("sum(increase(d_bucket{le=\"0.5\"}[5m]))");
    assertThat(counted("d{job=\"a\",le=\"0.5\"}", "d{job=\"a\"}"))
        .isEqualTo(
            "histogram_fraction(-Inf, 0.5, sum(increase(d{job=\"a\"}[5m])))"
                + " * histogram_count(sum(increase(d{job=\"a\"}[5m])))");
  }

  @Test
  void a_selector_that_is_none_is_told_with_its_field_and_place() {
    assertThat(SloIndicator.read(Gates.ratio("99", "rate(x[5m])", "y")).unfit())
        .hasValueSatisfying(
            unfit -> {
              assertThat(unfit.field()).isEqualTo("ratio.errors");
              assertThat(unfit.fault().column()).isEqualTo(5);
            });
    assertThat(SloIndicator.read(Gates.latency("99", "d{le=\"fast\"}", "d")).unfit())
        .hasValueSatisfying(unfit -> assertThat(unfit.field()).isEqualTo("latency.success"));
  }

  private static String counted(String success, String total) {
    return SloIndicator.read(Gates.latency("99", success, total))
        .indicator()
        .orElseThrow()
        .counted("5m");
  }
}
