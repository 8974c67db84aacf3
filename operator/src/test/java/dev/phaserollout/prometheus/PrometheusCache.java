package dev.phaserollout.prometheus;

import dev.phaserollout.controlplane.binaries.Maker;
import dev.phaserollout.controlplane.binaries.Maker.CannotMake;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What earlier runs kept for this user: one directory for a version and platform, which appears
 * whole or not at all.
 *
 * @param directory where the executables lie or will lie
 */
record PrometheusCache(Path directory) {

  /** The user's cache folder after the XDG convention. */
  static PrometheusCache of(Map<String, String> environment, String name) {
    Path caches =
        Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
            .filter(value -> !value.isBlank())
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return new PrometheusCache(
        caches.resolve("phaserollout").resolve("prometheus").resolve(name).toAbsolutePath());
  }

  Optional<PrometheusPrograms> kept() {
    return Optional.of(new PrometheusPrograms(directory)).filter(PrometheusPrograms::whole);
  }

  /**
   * Has them made and keeps them, unless another process did so meanwhile.
   *
   * @throws IOException when the cache cannot be written
   */
  PrometheusPrograms fill(Maker maker) throws IOException, CannotMake {
    Path folder = Optional.ofNullable(directory.getParent()).orElseThrow();
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(directory.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && kept().isEmpty()) {
        Path unfinished = Files.createTempDirectory(folder, "unfinished-");
        try {
          maker.make(unfinished);
          Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          delete(unfinished);
        }
      }
      return kept()
          .orElseThrow(() -> new CannotMake(maker.name() + " made no prometheus or no promtool"));
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> inside = Files.walk(tree)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
