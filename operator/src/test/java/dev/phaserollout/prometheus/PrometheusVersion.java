package dev.phaserollout.prometheus;

import dev.phaserollout.controlplane.process.SupervisedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a Prometheus which one it is. */
final class PrometheusVersion {

  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final Pattern VERSION = Pattern.compile("version (\\S+)");

  private PrometheusVersion() {}

  /** Such as {@code 3.10.0}; {@code unknown} where it does not say. */
  static String of(PrometheusPrograms programs) {
    try {
      Path log = Files.createTempFile("prometheus-version", ".log");
      try (SupervisedProcess asked =
          SupervisedProcess.start(
              "prometheus --version",
              List.of(programs.prometheus().toString(), "--version"),
              programs.directory(),
              Map.of(),
              log)) {
        Matcher said = VERSION.matcher(asked.ended(WITHIN) ? asked.output() : "");
        return said.find() ? said.group(1) : "unknown";
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask " + programs.prometheus() + " for its version", e);
    }
  }
}
