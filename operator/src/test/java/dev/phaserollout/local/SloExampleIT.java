package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.local.Workshop.Started;
import dev.phaserollout.prometheus.PrometheusSearch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of objectives as its README says to start it: a service with visitors, a real
 * Prometheus, and a rollout that they judge.
 */
class SloExampleIT {

  /** A call takes some forty seconds on a machine that does nothing else. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path clone;
  @AutoClose private Workshop example;

  /** It may have to be downloaded or built, for longer than anybody waits for an example. */
  @BeforeAll
  static void find_a_prometheus() {
    PrometheusSearch.here(Path.of("src/test/prometheus").toAbsolutePath()).locate();
  }

  @BeforeEach
  void clone_the_project() throws IOException {
    Path folder = Files.createDirectories(clone.resolve("examples/slo"));
    Examples.copy("slo", folder);
    // where the search for a Prometheus is
    for (String part : List.of("prometheus", "java/dev/phaserollout")) {
      String sources = "operator/src/test/" + part;
      Examples.copy("../" + sources, clone.resolve(sources));
    }
    example = new Workshop(folder);
  }

  @Test
  void without_the_fault_the_release_bakes_and_serves() throws IOException {
    Started start = start(Map.of());

    assertThat(await(start)).as(start.printed()).isZero();
    assertThat(start.printed())
        .contains("phase production Succeeded", "production serves v2.0.0")
        .contains("Prometheus  http://127.0.0.1:");
    assertThat(text(example.file("out/state/slo/checkpoint.json")))
        .containsPattern("objective 99 %: burns [0-9.]+ times as fast as allowed over 20s")
        .containsPattern("objective 95 %: burns [0-9.]+ times as fast as allowed over 20s")
        .containsPattern("measured [0-9.]+, needed result >= 20.0");
    assertThat(text(example.file("out/services/staging.serving"))).isEqualTo("v2.0.0\n");
  }

  @Test
  void with_the_fault_the_guardrail_trips_and_the_earlier_version_serves_again()
      throws IOException {
    Started start = start(Map.of(), "--fault");

    assertThat(await(start)).as(start.printed()).isEqualTo(1);
    assertThat(start.printed())
        .contains("phase staging Succeeded", "2 of 2 steps compensated")
        .containsPattern(
            "guardrail production/guardrails/errors: measured 0\\.[0-9]+, a failure by result >"
                + " 0\\.05; 2 failed measurements, 1 allowed")
        .contains("production serves v1.0.0");
    assertThat(text(example.file("out/production.log")))
        .isEqualTo(
            "production serves v1.0.0\nproduction serves v2.0.0 fault\nproduction serves"
                + " v1.0.0\n");
    assertThat(text(example.file("out/services/staging.serving"))).isEqualTo("v1.0.0\n");
  }

  @Test
  void a_signal_ends_the_run_and_all_that_was_started_for_it() throws IOException {
    Started start = start(Map.of());
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> start.printed().contains("phase staging begins"));

    start.signal("TERM");

    assertThat(await(start)).as(start.printed()).isEqualTo(143);
    assertThat(start.printed()).contains("Stopped by signal TERM");
    assertThat(example.file("out/start.pid")).doesNotExist();
  }

  @Test
  void without_a_prometheus_one_message_says_so_and_nothing_is_started() throws IOException {
    Started start = start(Map.of("PROMETHEUS_ASSETS", clone.toString()));

    assertThat(await(start)).isEqualTo(1);
    assertThat(start.printed())
        .isEqualTo(
            "PROMETHEUS_ASSETS: "
                + clone
                + " lacks prometheus or promtool; name a directory with both\n");
  }

  @Test
  void a_word_that_it_does_not_know_is_refused() throws IOException {
    Started start = start(Map.of(), "--faulty");

    assertThat(await(start)).isEqualTo(2);
    assertThat(start.printed()).isEqualTo("start: expected nothing or --fault, found: --faulty\n");
  }

  private Started start(Map<String, String> variables, String... words) throws IOException {
    Path printed = Files.createTempFile(clone, "printed", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(example.file("start").toString())
            .directory(example.file("").toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .redirectInput(new File("/dev/null"));
    builder.command().addAll(List.of(words));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put("PHASEROLLOUT", System.getProperty("phaserollout.home") + "/bin/phaserollout");
    builder.environment().putAll(variables);
    return new Started(builder.start(), printed);
  }

  private static int await(Started start) {
    Awaitility.await().atMost(PATIENCE).until(() -> !start.process().isAlive());
    return start.process().exitValue();
  }
}
