package dev.phaserollout.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.controlplane.binaries.PinnedArchive;
import dev.phaserollout.controlplane.binaries.Platform;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PrometheusPinsTest {

  private final PrometheusPins pins = new PrometheusPins(Path.of("src/test/prometheus"));

  @ParameterizedTest
  @CsvSource({"linux, amd64", "linux, arm64", "darwin, amd64", "darwin, arm64"})
  void the_release_that_is_downloaded_is_the_one_whose_modules_are_pinned(String os, String arch) {
    PinnedArchive archive = pins.archive(new Platform(os, arch)).orElseThrow();
    String[] module = pins.moduleVersion().split("\\.", -1);
    int minor = Integer.parseInt(module[1]);
    String version = minor / 100 + "." + minor % 100 + "." + module[2];

    assertThat(archive.url())
        .hasToString(
            "https://github.com/prometheus/prometheus/releases/download/v"
                + version
                + "/prometheus-"
                + version
                + "."
                + os
                + "-"
                + arch
                + ".tar.gz");
    assertThat(archive.digest().toString()).matches("SHA-256:[0-9a-f]{64}");
  }

  @Test
  void a_platform_without_a_checksum_has_no_archive() {
    assertThat(pins.archive(new Platform("plan9", "mips"))).isEmpty();
  }
}
