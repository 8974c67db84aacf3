package dev.phaserollout.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.crd.GeneratedFile;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MetricsPageTest {

  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/reference/metrics.md");

  @Test
  void the_page_of_metrics_is_what_the_operator_measures() {
    new GeneratedFile(PAGE, page()).holds(getClass());
  }

  @Test
  void prometheus_shows_every_metric_under_the_name_and_the_labels_of_the_page() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Meters meters = new Meters(registry);
    for (Metric metric : Metric.values()) {
      String[] values = metric.labels().stream().map(label -> "x").toArray(String[]::new);
      switch (metric.kind()) {
        case COUNTER -> meters.count(metric, values);
        case TIMER, LONG_TIMER -> meters.time(metric, Duration.ofSeconds(1), values);
        case GAUGE ->
            StateGauges.register(registry, metric, List.of("Running"), () -> Map.of("Running", 1));
      }
    }
    String scrape = registry.scrape();
    for (Metric metric : Metric.values()) {
      assertThat(scrape)
          .contains(
              "# TYPE " + metric.published() + " " + metric.kind().word() + "\n",
              "# HELP " + metric.published() + " " + metric.description() + "\n");
      metric.labels().forEach(label -> assertThat(scrape).contains(label + "=\""));
    }
  }

  @Test
  void times_are_shown_in_buckets_that_a_person_would_ask_for() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Meters meters = new Meters(registry);
    meters.time(Metric.ATTEMPT_WORK, Duration.ofSeconds(90), "Succeeded");
    meters.time(Metric.RECONCILE, Duration.ofMillis(4), "done");
    assertThat(registry.scrape())
        .contains(
            "phaserollout_attempt_work_seconds_bucket{result=\"Succeeded\",le=\"60.0\"} 0\n",
            "phaserollout_attempt_work_seconds_bucket{result=\"Succeeded\",le=\"120.0\"} 1\n",
            "phaserollout_attempt_work_seconds_bucket{result=\"Succeeded\",le=\"86400.0\"} 1\n",
            "phaserollout_reconcile_seconds_bucket{result=\"done\",le=\"0.002\"} 0\n",
            "phaserollout_reconcile_seconds_bucket{result=\"done\",le=\"0.005\"} 1\n");
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Metrics

            What the operator measures, made from `telemetry/Metric`. A histogram has `_bucket`, `_count` and
            `_sum`, and beside it a gauge `_max` of the last minutes. No label names a rollout, a phase or a step.
            `result` and `reason` are words of the status ([reasons](reasons.md)); a word that is not known is `Other`.

            | metric | type | labels | what it is |
            |---|---|---|---|
            """);
    Arrays.stream(Metric.values())
        .map(
            metric ->
                "| `"
                    + metric.published()
                    + "` | "
                    + metric.kind().word()
                    + " | "
                    + metric.labels().stream()
                        .map(label -> "`" + label + "`")
                        .collect(Collectors.joining(", "))
                    + " | "
                    + metric.description()
                    + " |\n")
        .forEach(page::append);
    return page.append(
            """

            The JVM and the process are measured under the names of Micrometer: `jvm_*`, `process_*`, `system_*`.
            """)
        .toString();
  }
}
