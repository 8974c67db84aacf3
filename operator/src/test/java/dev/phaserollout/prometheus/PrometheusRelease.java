package dev.phaserollout.prometheus;

import dev.phaserollout.controlplane.binaries.Maker;
import dev.phaserollout.controlplane.binaries.PinnedArchive;
import dev.phaserollout.controlplane.binaries.Platform;
import dev.phaserollout.controlplane.binaries.Progress;
import java.nio.file.Path;
import java.util.Set;

/** Downloads the official release, checks it and takes the executables out. */
final class PrometheusRelease implements Maker {

  private final PrometheusPins pins;
  private final Platform platform;
  private final Progress progress;

  PrometheusRelease(PrometheusPins pins, Platform platform, Progress progress) {
    this.pins = pins;
    this.platform = platform;
    this.progress = progress;
  }

  @Override
  public String name() {
    return "official release";
  }

  @Override
  public void make(Path directory) throws CannotMake {
    PinnedArchive archive =
        pins.archive(platform)
            .orElseThrow(
                () -> new CannotMake("this project pins the checksum of none for " + platform));
    archive.take(Set.of("prometheus", "promtool"), directory, progress);
  }
}
