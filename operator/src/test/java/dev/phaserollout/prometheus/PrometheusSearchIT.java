package dev.phaserollout.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.controlplane.binaries.ArchiveServer;
import dev.phaserollout.controlplane.binaries.Maker;
import dev.phaserollout.controlplane.binaries.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PrometheusSearchIT {

  private static final String ARCHIVE = "/prometheus.tar.gz";
  private static final Platform PLATFORM = new Platform("linux", "amd64");

  @TempDir Path folder;

  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> said = new ArrayList<>();
  private ArchiveServer server;

  @BeforeEach
  void publish() throws IOException {
    server = new ArchiveServer();
    pin(server.publish(ARCHIVE, "prometheus-3/prometheus", "prometheus-3/promtool"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void the_directory_that_the_user_names_wins() throws IOException {
    environment.put("PROMETHEUS_ASSETS", pretended("mine", "2.1.0").toString());
    environment.put("PATH", pretended("path", "3.5.0").toString());

    assertThat(search().locate().directory()).isEqualTo(folder.resolve("mine"));
  }

  @Test
  void a_named_directory_without_both_is_an_error_and_nothing_else_is_looked_for() {
    environment.put("PROMETHEUS_ASSETS", folder.resolve("nowhere").toString());

    assertThatThrownBy(() -> search().locate())
        .hasMessageContaining("PROMETHEUS_ASSETS: " + folder.resolve("nowhere"))
        .hasMessageContaining("name a directory with both");
    assertThat(said).isEmpty();
  }

  @Test
  void the_first_version_3_on_the_path_is_taken() throws IOException {
    Path old = pretended("debian", "2.42.0+ds");
    Path good = pretended("path", "3.5.0");
    environment.put("PATH", old + ":" + good);

    assertThat(search().locate().directory()).isEqualTo(good);
  }

  @Test
  void the_official_release_is_kept_and_downloaded_once() throws IOException {
    PrometheusPrograms first = search().locate();
    PrometheusPrograms second = search().locate();

    assertThat(second).isEqualTo(first);
    assertThat(first.directory()).isEqualTo(folder.resolve("cache/v3"));
    assertThat(first.promtool()).content().startsWith("content of prometheus-3/promtool ");
    assertThat(said).containsOnlyOnce("downloading " + server.url(ARCHIVE));
    assertThat(folder.resolve("cache"))
        .isDirectoryContaining("glob:**v3.lock")
        .isDirectoryNotContaining("glob:**unfinished*");
  }

  @Test
  void when_every_way_fails_one_message_lists_them_and_how_to_mend_it() throws IOException {
    environment.put("PATH", pretended("debian", "2.42.0+ds").toString());
    pin("SHA-256:" + "0".repeat(64));
    PrometheusBuild build = new PrometheusBuild(folder, environment, said::add);

    assertThatThrownBy(() -> searchWith(release(), build).locate())
        .hasMessageContainingAll(
            "PROMETHEUS_ASSETS: is not set",
            "PATH: " + folder.resolve("debian/prometheus") + " is version 2.42.0+ds; expected 3",
            "cache: nothing in " + folder.resolve("cache/v3"),
            "official release: " + server.url(ARCHIVE) + " hashes to SHA-256:",
            "go build: needs Go 1.25",
            "unpack a release of Prometheus and set PROMETHEUS_ASSETS to its directory");
    assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**{unfinished*,v3}");
  }

  @Test
  void a_platform_without_a_pinned_checksum_is_named() {
    PrometheusRelease release =
        new PrometheusRelease(new PrometheusPins(folder), new Platform("plan9", "mips"), said::add);

    assertThatThrownBy(() -> searchWith(release).locate())
        .hasMessageContaining("official release: this project pins the checksum of none for plan9");
  }

  private PrometheusSearch search() {
    return searchWith(release());
  }

  private PrometheusSearch searchWith(Maker... makers) {
    return new PrometheusSearch(
        environment, new PrometheusCache(folder.resolve("cache/v3")), List.of(makers));
  }

  private PrometheusRelease release() {
    return new PrometheusRelease(new PrometheusPins(folder), PLATFORM, said::add);
  }

  private void pin(String digest) throws IOException {
    Files.writeString(
        folder.resolve("releases.properties"),
        "prometheus.linux-amd64.url="
            + server.url(ARCHIVE)
            + "\nprometheus.linux-amd64.digest="
            + digest);
  }

  /** Two scripts that say which version they are. */
  private Path pretended(String name, String version) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(name));
    for (String program : List.of("prometheus", "promtool")) {
      Path file = directory.resolve(program);
      Files.writeString(file, "#!/bin/sh\necho '" + program + ", version " + version + " (x)'\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return directory;
  }
}
