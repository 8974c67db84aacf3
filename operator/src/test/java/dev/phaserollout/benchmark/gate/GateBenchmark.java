package dev.phaserollout.benchmark.gate;

import dev.phaserollout.api.SloSource;
import dev.phaserollout.gate.Gates;
import dev.phaserollout.prometheus.OpenMetrics;
import dev.phaserollout.prometheus.RunningPrometheus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how late results are, and what they cost, and writes the table of the report to {@code
 * gate-benchmark.md} in the build folder.
 *
 * <p>Four rounds: instant queries; service level objectives with the default windows; these spread
 * over three providers, of which one takes connections and never answers; and these beside as many
 * gates of that one. Each is watched for a minute after a warm-up. The first argument is the number
 * of gates, 1000 when there is none; the second one a text that the name of a round must have.
 */
public final class GateBenchmark {

  private static final Duration PAST = Duration.ofHours(7);

  private GateBenchmark() {}

  public static void main(String[] args) throws IOException {
    int gates = args.length == 0 ? 1000 : Integer.parseInt(args[0]);
    String only = args.length < 2 ? "" : args[1];
    OpenMetrics past = new OpenMetrics(Instant.now());
    for (int service = 0; service < 20; service++) {
      String labels = "job=\"s" + service + "\"";
      past.series("all_total", labels, PAST, sample -> 1500.0 * sample);
      past.series("bad_total", labels, PAST, sample -> sample / 3);
    }
    List<String> lines = new ArrayList<>(List.of(Round.HEADER, Round.RULE));
    try (RunningPrometheus prometheus = RunningPrometheus.start(past, List.of());
        ServerSocket silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
      String providers =
          "default: main\nproviders:\n"
              + "  - {name: main, type: prometheus, address: '"
              + prometheus.address()
              + "'}\n"
              + "  - {name: second, type: prometheus, address: '"
              + prometheus.address()
              + "'}\n"
              + "  - {name: silent, type: prometheus, timeout: 10s, address: 'http://127.0.0.1:"
              + silent.getLocalPort()
              + "'}\n";
      List<Round> rounds =
          List.of(
              new Round("instant query", providers)
                  .with(
                      gates,
                      i -> Gates.query("sum(all_total{job='s" + i % 20 + "'})", "result > 0.0")),
              new Round("objective", providers)
                  .with(gates, i -> Gates.slo(Gates.of("main", objective(i)))),
              new Round("objective, two thirds; one provider of three is silent", providers)
                  .with(
                      gates * 2 / 3,
                      i -> Gates.slo(Gates.of(i % 2 == 0 ? "main" : "second", objective(i))))
                  .unwatched(gates / 3, Gates.queryTo("silent", "up", "true")),
              new Round("objective, beside as many gates of a silent provider", providers)
                  .with(gates, i -> Gates.slo(Gates.of("main", objective(i))))
                  .unwatched(gates, Gates.queryTo("silent", "up", "true")));
      rounds.stream()
          .filter(round -> round.kind().contains(only))
          .map(Round::run)
          .forEach(lines::add);
    }
    Path file = Path.of(System.getProperty("benchmark.report", "target/gate-benchmark.md"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
    System.out.println("report: " + file);
    System.exit(0);
  }

  private static SloSource objective(int i) {
    String job = "{job=\"s" + i % 20 + "\"}";
    return Gates.ratio("99.9", "bad_total" + job, "all_total" + job);
  }
}
