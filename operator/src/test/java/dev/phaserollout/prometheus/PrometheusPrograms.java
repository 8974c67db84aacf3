package dev.phaserollout.prometheus;

import dev.phaserollout.controlplane.process.SupervisedProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The executables {@code prometheus} and {@code promtool}, from the first of
 *
 * <ol>
 *   <li>the directory that {@code PROMETHEUS_ASSETS} names, in a version of the user's choice;
 *   <li>the {@code PATH}, where that Prometheus is a version 3: older ones lack parts of the API;
 *   <li>the user's cache, from an earlier run;
 *   <li>a build by Go from the modules that {@code src/test/prometheus} pins, kept in that cache.
 * </ol>
 *
 * @param directory that has both
 */
record PrometheusPrograms(Path directory) {

  private static final Path MODULE = Path.of("src/test/prometheus").toAbsolutePath();
  private static final Duration VERSION_WITHIN = Duration.ofSeconds(20);

  Path prometheus() {
    return directory.resolve("prometheus");
  }

  Path promtool() {
    return directory.resolve("promtool");
  }

  private boolean whole() {
    return Files.isExecutable(prometheus()) && Files.isExecutable(promtool());
  }

  /**
   * Finds them, or makes them, which takes some minutes once a machine.
   *
   * @throws IllegalStateException where that is not possible, with what was tried
   */
  static PrometheusPrograms locate() {
    Map<String, String> environment = System.getenv();
    Optional<PrometheusPrograms> named =
        Optional.ofNullable(environment.get("PROMETHEUS_ASSETS"))
            .map(directory -> new PrometheusPrograms(Path.of(directory).toAbsolutePath()));
    if (named.isPresent()) {
      if (!named.get().whole()) {
        throw new IllegalStateException(
            "PROMETHEUS_ASSETS: "
                + named.get().directory()
                + " lacks prometheus or promtool; name a directory with both");
      }
      return named.get();
    }
    return onPath(environment).orElseGet(() -> kept(environment));
  }

  private static Optional<PrometheusPrograms> onPath(Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> new PrometheusPrograms(Path.of(entry).toAbsolutePath()))
        .filter(PrometheusPrograms::whole)
        .filter(PrometheusPrograms::isVersion3)
        .findFirst();
  }

  private boolean isVersion3() {
    try {
      Path log = Files.createTempFile("prometheus-version", ".log");
      try (SupervisedProcess asked =
          SupervisedProcess.start(
              "prometheus --version",
              List.of(prometheus().toString(), "--version"),
              directory,
              Map.of(),
              log)) {
        return asked.ended(VERSION_WITHIN) && asked.output().contains("version 3.");
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask " + prometheus() + " for its version", e);
    }
  }

  private static PrometheusPrograms kept(Map<String, String> environment) {
    Path caches =
        Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
            .filter(value -> !value.isBlank())
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    Path folder = caches.resolve("phaserollout").resolve("prometheus").toAbsolutePath();
    PrometheusPrograms programs = new PrometheusPrograms(folder.resolve(name()));
    if (programs.whole()) {
      return programs;
    }
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(name() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!programs.whole() && lock.isValid()) {
          build(folder, programs.directory(), environment);
        }
        return programs;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + folder + "; set XDG_CACHE_HOME to a folder of yours", e);
    }
  }

  private static String name() {
    return version()
        + "-"
        + System.getProperty("os.name").toLowerCase(Locale.ROOT)
        + "-"
        + System.getProperty("os.arch");
  }

  /** The version of the module that is pinned. */
  private static String version() {
    try (Stream<String> lines = Files.lines(MODULE.resolve("go.mod"))) {
      return lines
          .filter(line -> line.startsWith("require github.com/prometheus/prometheus "))
          .map(line -> line.substring(line.lastIndexOf(' ') + 1))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("go.mod pins no Prometheus"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + MODULE.resolve("go.mod"), e);
    }
  }

  private static void build(Path folder, Path target, Map<String, String> environment)
      throws IOException {
    System.err.println("[prometheus] building from Go modules: some minutes, once a machine");
    Path unfinished = Files.createTempDirectory(folder, "unfinished-");
    List<String> command = new ArrayList<>(List.of("go", "build", "-trimpath", "-mod=readonly"));
    // none of the discoveries of targets in clouds and clusters: they are most of the code
    command.add("-tags=remove_all_sd");
    command.add("-ldflags=-s -w");
    command.add("-o=" + unfinished + "/");
    command.add("github.com/prometheus/prometheus/cmd/prometheus");
    command.add("github.com/prometheus/prometheus/cmd/promtool");
    try (SupervisedProcess go =
        SupervisedProcess.start(
            "go build", command, MODULE, environment, unfinished.resolve("go-build.log"))) {
      if (!go.ended(Duration.ofMinutes(40)) || go.exitCode() != 0) {
        throw new IllegalStateException(
            "The tests need a real Prometheus 3 (prometheus and promtool). There is none on the"
                + " PATH, and building it needs Go 1.25 or newer and a reachable module proxy; it"
                + " said:\n"
                + go.tail()
                + "\nMend that, or set PROMETHEUS_ASSETS to a directory with both.");
      }
    }
    Files.delete(unfinished.resolve("go-build.log"));
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
