package dev.phaserollout.prometheus;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The executables {@code prometheus} and {@code promtool}.
 *
 * @param directory that has both
 */
public record PrometheusPrograms(Path directory) {

  /** The file of the server. */
  public Path prometheus() {
    return directory.resolve("prometheus");
  }

  /** The file of the tool. */
  public Path promtool() {
    return directory.resolve("promtool");
  }

  /** Whether both are there. */
  boolean whole() {
    return Files.isExecutable(prometheus()) && Files.isExecutable(promtool());
  }
}
