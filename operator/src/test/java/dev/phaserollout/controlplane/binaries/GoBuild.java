package dev.phaserollout.controlplane.binaries;

import dev.phaserollout.controlplane.process.SupervisedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the executables with the Go toolchain from the modules that {@code go.mod} and {@code
 * go.sum} beside {@code releases.properties} pin. Go checks every module against those sums.
 */
final class GoBuild implements Maker {
  private static final String LOG = "go-build.log";
  private static final Duration REPORT_EVERY = Duration.ofSeconds(30);

  private final Path modules;
  private final PinnedReleases releases;
  private final Map<String, String> environment;
  private final Progress progress;

  GoBuild(
      Path modules, PinnedReleases releases, Map<String, String> environment, Progress progress) {
    this.modules = modules;
    this.releases = releases;
    this.environment = environment;
    this.progress = progress;
  }

  @Override
  public String name() {
    return "go build";
  }

  @Override
  public void make(Path directory) throws CannotMake {
    progress.say("building from Go modules: some 6 minutes on 2 cores, once a machine");
    int number = 1;
    for (Binary binary : Binary.values()) {
      String of = number++ + " of " + Binary.values().length;
      build(binary, "building " + binary.fileName() + " (" + of + ")", directory);
    }
    deleteLog(directory);
  }

  private void build(Binary binary, String what, Path directory) throws CannotMake {
    progress.say(what);
    long began = System.nanoTime();
    try (SupervisedProcess go = start(binary, directory)) {
      while (!go.ended(REPORT_EVERY)) {
        progress.say(what + ", for " + secondsSince(began) + " s now");
      }
      if (go.exitCode() != 0) {
        throw new CannotMake(
            "building "
                + binary.fileName()
                + " needs Go 1.25 or newer on the PATH and a reachable Go module proxy; it said:\n"
                + go.tail().indent(6).stripTrailing());
      }
    }
    progress.say(what + " took " + secondsSince(began) + " s");
  }

  private SupervisedProcess start(Binary binary, Path directory) {
    List<String> command = new ArrayList<>(List.of("go", "build", "-trimpath"));
    command.add("-ldflags=" + linkerFlags(binary));
    command.add("-o=" + directory.resolve(binary.fileName()));
    command.add(importPath(binary));
    return SupervisedProcess.start(
        "go build", command, moduleOf(binary), forThisMachine(), directory.resolve(LOG));
  }

  /** The user's settings (proxies, caches, toolchain) without those of another project's build. */
  private Map<String, String> forThisMachine() {
    Map<String, String> settings = new TreeMap<>(environment);
    settings.keySet().removeAll(List.of("GOOS", "GOARCH"));
    settings.put("GOFLAGS", "-mod=readonly");
    settings.put("GOWORK", "off");
    return settings;
  }

  private static void deleteLog(Path directory) throws CannotMake {
    try {
      Files.delete(directory.resolve(LOG));
    } catch (IOException e) {
      throw new CannotMake("cannot write " + directory + ": " + e);
    }
  }

  private Path moduleOf(Binary binary) {
    return modules.resolve(binary == Binary.ETCD ? "etcd" : "kubernetes");
  }

  private static String importPath(Binary binary) {
    return binary == Binary.ETCD
        ? "go.etcd.io/etcd/server/v3"
        : "k8s.io/kubernetes/cmd/" + binary.fileName();
  }

  /**
   * Kubernetes takes its own version from the linker; without it, it calls itself v0.0.0 and
   * clients warn.
   */
  private String linkerFlags(Binary binary) {
    StringBuilder flags = new StringBuilder("-s -w");
    if (binary != Binary.ETCD) {
      String version = releases.kubernetesVersion();
      String minor = version.split("\\.", -1)[1];
      for (String pkg : List.of("component-base/version", "client-go/pkg/version")) {
        flags.append(" -X k8s.io/" + pkg + ".gitVersion=" + version);
        flags.append(" -X k8s.io/" + pkg + ".gitMajor=1");
        flags.append(" -X k8s.io/" + pkg + ".gitMinor=" + minor);
        flags.append(" -X k8s.io/" + pkg + ".gitTreeState=clean");
      }
    }
    return flags.toString();
  }

  private static long secondsSince(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime).toSeconds();
  }
}
