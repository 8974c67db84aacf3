package dev.phaserollout.prometheus;

import dev.phaserollout.controlplane.binaries.Maker;
import dev.phaserollout.controlplane.binaries.Progress;
import dev.phaserollout.controlplane.process.SupervisedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds both with the Go toolchain from the modules that are pinned. */
final class PrometheusBuild implements Maker {

  private static final Duration WITHIN = Duration.ofMinutes(40);

  private final Path module;
  private final Map<String, String> environment;
  private final Progress progress;

  PrometheusBuild(Path module, Map<String, String> environment, Progress progress) {
    this.module = module;
    this.environment = environment;
    this.progress = progress;
  }

  @Override
  public String name() {
    return "go build";
  }

  @Override
  public void make(Path directory) throws CannotMake {
    progress.say("building from Go modules: some minutes, once a machine");
    List<String> command = new ArrayList<>(List.of("go", "build", "-trimpath", "-mod=readonly"));
    // none of the discoveries of targets in clouds and clusters: they are most of the code
    command.add("-tags=remove_all_sd");
    command.add("-ldflags=-s -w");
    command.add("-o=" + directory + "/");
    command.add("github.com/prometheus/prometheus/cmd/prometheus");
    command.add("github.com/prometheus/prometheus/cmd/promtool");
    Path log = directory.resolve("go-build.log");
    try (SupervisedProcess go =
        SupervisedProcess.start("go build", command, module, environment, log)) {
      if (!go.ended(WITHIN) || go.exitCode() != 0) {
        throw new CannotMake(
            "needs Go 1.25 or newer on the PATH and a reachable Go module proxy; it said:\n"
                + go.tail().indent(6).stripTrailing());
      }
    }
    try {
      Files.delete(log);
    } catch (IOException e) {
      throw new CannotMake("cannot write " + directory + ": " + e);
    }
  }
}
