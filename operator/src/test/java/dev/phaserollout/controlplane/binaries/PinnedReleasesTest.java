package dev.phaserollout.controlplane.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PinnedReleasesTest {
  private final Path directory = PinnedReleases.projectDirectory();
  private final PinnedReleases releases = PinnedReleases.read(directory);

  @Test
  void the_go_modules_pin_the_releases_that_are_downloaded() throws IOException {
    assertThat(directory.resolve("kubernetes/go.mod"))
        .content()
        .contains("\nrequire k8s.io/kubernetes " + releases.kubernetesVersion() + "\n");
    assertThat(directory.resolve("etcd/go.mod"))
        .content()
        .contains("\nrequire go.etcd.io/etcd/server/v3 " + releases.etcdVersion() + "\n");
  }

  @Test
  void every_module_of_kubernetes_itself_has_the_version_of_its_release() throws IOException {
    String staging = "v0" + releases.kubernetesVersion().substring("v1".length());
    List<String> replaced =
        Files.readAllLines(directory.resolve("kubernetes/go.mod")).stream()
            .filter(line -> line.contains(" => "))
            .toList();
    assertThat(replaced).isNotEmpty().allMatch(line -> line.endsWith(" " + staging));
  }

  @Test
  void every_linux_machine_has_archives_of_exactly_these_releases() {
    for (String arch : List.of("amd64", "arm64")) {
      Platform platform = new Platform("linux", arch);
      assertThat(releases.archive("kubernetes", platform).orElseThrow().url())
          .hasToString(
              "https://dl.k8s.io/"
                  + releases.kubernetesVersion()
                  + "/kubernetes-server-linux-"
                  + arch
                  + ".tar.gz");
      assertThat(releases.archive("etcd", platform).orElseThrow().url().getPath())
          .endsWith("/etcd-" + releases.etcdVersion() + "-linux-" + arch + ".tar.gz");
    }
  }

  @Test
  void every_digest_is_whole() {
    for (String arch : List.of("amd64", "arm64")) {
      Platform platform = new Platform("linux", arch);
      assertThat(releases.archive("kubernetes", platform).orElseThrow().digest().hex())
          .matches("[0-9a-f]{128}");
      assertThat(releases.archive("etcd", platform).orElseThrow().digest().hex())
          .matches("[0-9a-f]{64}");
    }
  }

  @Test
  void a_platform_without_official_servers_has_no_archive() {
    assertThat(releases.archive("kubernetes", new Platform("darwin", "arm64"))).isEmpty();
  }

  @Test
  void a_digest_without_its_algorithm_is_refused() {
    assertThatThrownBy(() -> Digest.parse("0a1b"))
        .hasMessage("digest '0a1b': expected SHA-256:<hex> or SHA-512:<hex>");
  }

  @Test
  void platforms_are_named_as_go_names_them() {
    assertThat(Platform.of("Linux", "amd64")).hasToString("linux-amd64");
    assertThat(Platform.of("Linux", "aarch64")).hasToString("linux-arm64");
    assertThat(Platform.of("Mac OS X", "x86_64")).hasToString("darwin-amd64");
  }
}
