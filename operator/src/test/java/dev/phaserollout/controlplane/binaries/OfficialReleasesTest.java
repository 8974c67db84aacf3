package dev.phaserollout.controlplane.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.controlplane.binaries.Maker.CannotMake;
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
class OfficialReleasesTest {
  private static final String ETCD = "/etcd.tar.gz";
  private static final String KUBERNETES = "/kubernetes.tar.gz";
  private static final Platform PLATFORM = new Platform("linux", "amd64");

  @TempDir Path pins;
  @TempDir Path target;

  private final Map<String, String> digests = new TreeMap<>();
  private final List<String> said = new ArrayList<>();
  private ArchiveServer server;

  @BeforeEach
  void publish() throws IOException {
    server = new ArchiveServer();
    pin(ETCD, "etcd-v3/README.md", "etcd-v3/etcdctl", "etcd-v3/etcd");
    pin(
        KUBERNETES,
        "kubernetes/server/bin/kubelet",
        "kubernetes/server/bin/kube-apiserver",
        "kubernetes/server/bin/kube-apiserver.tar",
        "kubernetes/server/bin/kube-controller-manager",
        "kubernetes/server/bin/kubectl");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void the_executables_and_nothing_else_are_taken_out_of_the_archives() throws Exception {
    releases().make(target);

    assertThat(Binaries.missingIn(target)).isEmpty();
    assertThat(target).isDirectoryNotContaining("glob:**{kubelet,etcdctl,README.md,*.gz,*.tar}");
    assertThat(target.resolve("kube-apiserver"))
        .content()
        .startsWith("content of kubernetes/server/bin/kube-apiserver ")
        .hasSizeGreaterThan(512);
    assertThat(said).contains("downloading " + url(ETCD), "downloading " + url(KUBERNETES));
  }

  @Test
  void an_archive_that_was_changed_on_the_way_is_refused_unread() {
    server.publish(ETCD, "etcd-v3/etcd");

    assertThatThrownBy(() -> releases().make(target))
        .isInstanceOf(CannotMake.class)
        .hasMessageContainingAll(
            url(ETCD) + " hashes to SHA-256:", "expected " + digests.get(ETCD), "nothing of it");
    assertThat(target.resolve("etcd")).doesNotExist();
  }

  @Test
  void an_archive_that_lacks_an_executable_is_refused() {
    pin(ETCD, "etcd-v3/etcdctl");

    assertThatThrownBy(() -> releases().make(target))
        .isInstanceOf(CannotMake.class)
        .hasMessageContaining("the archive lacks etcd");
  }

  @Test
  void a_file_that_is_not_published_is_named() {
    server.remove(KUBERNETES);

    assertThatThrownBy(() -> releases().make(target))
        .isInstanceOf(CannotMake.class)
        .hasMessage(url(KUBERNETES) + " answered HTTP 404; expected 200");
  }

  @Test
  void a_host_that_cannot_be_reached_is_named() throws IOException {
    OfficialReleases releases = releases();
    server.close();

    assertThatThrownBy(() -> releases.make(target))
        .isInstanceOf(CannotMake.class)
        .hasMessageStartingWith(url(ETCD) + " cannot be fetched (java.net.ConnectException")
        .hasMessageContaining("check the network, or name a proxy with -Dhttps.proxyHost");
  }

  @Test
  void a_platform_without_official_servers_is_named() {
    assertThatThrownBy(
            () ->
                new OfficialReleases(readPins(), new Platform("darwin", "arm64"), said::add)
                    .make(target))
        .isInstanceOf(CannotMake.class)
        .hasMessage("etcd publishes no server for darwin-arm64 that this project pins");
  }

  private OfficialReleases releases() throws IOException {
    return new OfficialReleases(readPins(), PLATFORM, said::add);
  }

  private PinnedReleases readPins() throws IOException {
    Files.writeString(
        pins.resolve("releases.properties"),
        String.join(
            "\n",
            "etcd.linux-amd64.url=" + url(ETCD),
            "etcd.linux-amd64.digest=" + digests.get(ETCD),
            "kubernetes.linux-amd64.url=" + url(KUBERNETES),
            "kubernetes.linux-amd64.digest=" + digests.get(KUBERNETES)));
    return PinnedReleases.read(pins);
  }

  private String url(String path) {
    return server.url(path);
  }

  private void pin(String path, String... files) {
    digests.put(path, server.publish(path, files));
  }
}
