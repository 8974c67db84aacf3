package dev.phaserollout.prometheus;

import dev.phaserollout.controlplane.binaries.PinnedArchive;
import dev.phaserollout.controlplane.binaries.PinnedReleases;
import dev.phaserollout.controlplane.binaries.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The version that the project tests with, as release and as Go module.
 *
 * @param directory with {@code releases.properties} and {@code go.mod}
 */
record PrometheusPins(Path directory) {

  /** The official archive; empty for a platform whose checksum is not pinned. */
  Optional<PinnedArchive> archive(Platform platform) {
    return PinnedReleases.read(directory).archive("prometheus", platform);
  }

  /** The version of the module: {@code v0.310.0} is release 3.10.0. */
  String moduleVersion() {
    Path module = directory.resolve("go.mod");
    try (Stream<String> lines = Files.lines(module)) {
      return lines
          .filter(line -> line.startsWith("require github.com/prometheus/prometheus "))
          .map(line -> line.substring(line.lastIndexOf(' ') + 1))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(module + " pins no Prometheus"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + module, e);
    }
  }
}
