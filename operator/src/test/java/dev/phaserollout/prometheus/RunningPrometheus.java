package dev.phaserollout.prometheus;

import dev.phaserollout.controlplane.process.RunDirectory;
import dev.phaserollout.controlplane.process.SupervisedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** One Prometheus, and the past and the targets that it was given. */
public final class RunningPrometheus implements AutoCloseable {

  private static final Path PINS = Path.of("src/test/prometheus").toAbsolutePath();
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration BACKFILL_WITHIN = Duration.ofMinutes(3);

  private final PrometheusPrograms programs;
  private final RunDirectory run;
  private final int port;
  private final String retention;
  private SupervisedProcess process;

  private RunningPrometheus(
      PrometheusPrograms programs,
      RunDirectory run,
      OpenMetrics past,
      List<String> targets,
      String retention) {
    this.programs = programs;
    this.run = run;
    this.retention = retention;
    this.port = freePort();
    configure(targets);
    backfill(past);
    this.process = launch();
    awaitReady();
  }

  /**
   * Starts one that knows a past and scrapes targets every second, and returns when it answers.
   *
   * @param targets such as {@code 127.0.0.1:8080}
   */
  public static RunningPrometheus start(OpenMetrics past, List<String> targets) {
    return start(past, targets, "90d");
  }

  /**
   * As above.
   *
   * @param retention how long it keeps samples, such as {@code 3h}; blocks of the past that are
   *     older are gone
   */
  public static RunningPrometheus start(OpenMetrics past, List<String> targets, String retention) {
    PrometheusPrograms programs = PrometheusSearch.here(PINS).locate();
    RunDirectory run = RunDirectory.create(Path.of(System.getProperty("java.io.tmpdir")));
    try {
      return new RunningPrometheus(programs, run, past, targets, retention);
    } catch (RuntimeException | Error e) {
      run.close();
      throw e;
    }
  }

  /** {@code http://127.0.0.1:<port>}. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Ends it at once; its data stays. */
  public void stop() {
    process.close();
  }

  /** Starts it again, on the same port, with its data. */
  public void startAgain() {
    process = launch();
    awaitReady();
  }

  /** The answer to an instant query, as text, for waiting on what has been scraped. */
  public String ask(String query) {
    URI uri =
        URI.create(
            address() + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    return get(uri);
  }

  @Override
  public void close() {
    process.close();
    run.close();
  }

  private void configure(List<String> targets) {
    StringBuilder yaml =
        new StringBuilder(
            "global: {scrape_interval: 1s, scrape_timeout: 1s}\n"
                + "scrape_configs:\n"
                + "  - job_name: live\n"
                + "    static_configs: [{targets: [");
    yaml.append(String.join(", ", targets.stream().map(target -> "'" + target + "'").toList()));
    yaml.append("]}]\n");
    yaml.append("  - job_name: native\n    convert_classic_histograms_to_nhcb: true\n");
    yaml.append("    scrape_native_histograms: true\n    static_configs: [{targets: [");
    yaml.append(String.join(", ", targets.stream().map(target -> "'" + target + "'").toList()));
    yaml.append("]}]\n");
    write("prometheus.yml", yaml.toString());
  }

  private void backfill(OpenMetrics past) {
    write("past.txt", past.text());
    try (SupervisedProcess promtool =
        SupervisedProcess.start(
            "promtool",
            List.of(
                programs.promtool().toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "past.txt",
                "data"),
            run.path(),
            Map.of(),
            run.resolve("promtool.log"))) {
      if (!promtool.ended(BACKFILL_WITHIN) || promtool.exitCode() != 0) {
        throw new IllegalStateException("promtool refuses the past:\n" + promtool.tail());
      }
    }
  }

  private SupervisedProcess launch() {
    return SupervisedProcess.start(
        "prometheus",
        List.of(
            programs.prometheus().toString(),
            "--config.file=prometheus.yml",
            "--storage.tsdb.path=data",
            "--storage.tsdb.retention.time=" + retention,
            "--web.listen-address=127.0.0.1:" + port,
            "--log.level=warn"),
        run.path(),
        Map.of(),
        run.resolve("prometheus.log"));
  }

  private void awaitReady() {
    URI ready = URI.create(address() + "/-/ready");
    try {
      Awaitility.await("prometheus")
          .pollInterval(Duration.ofMillis(50))
          .atMost(READY_WITHIN)
          .failFast(() -> !process.alive())
          .ignoreExceptions()
          .until(() -> get(ready).contains("Ready"));
    } catch (RuntimeException e) {
      throw new IllegalStateException("prometheus does not start:\n" + process.tail(), e);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(run.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }

  private static String get(URI uri) {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + uri, e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }
}
