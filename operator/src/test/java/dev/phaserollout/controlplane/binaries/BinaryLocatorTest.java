package dev.phaserollout.controlplane.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.controlplane.binaries.Finding.NotHere;
import dev.phaserollout.controlplane.binaries.Maker.CannotMake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BinaryLocatorTest {
  private static final PinnedReleases RELEASES =
      PinnedReleases.read(PinnedReleases.projectDirectory());
  private static final Platform PLATFORM = new Platform("linux", "amd64");

  @TempDir Path root;

  private final List<String> said = new ArrayList<>();
  private Path assets;
  private Path cached;

  @BeforeEach
  void name_the_places() {
    assets = root.resolve("assets");
    cached =
        root.resolve("caches")
            .resolve("phaserollout/control-plane")
            .resolve(RELEASES.kubernetesVersion() + "-linux-amd64");
  }

  @Test
  void the_users_own_set_comes_before_the_cache() throws IOException {
    Executables.all(assets);
    fillCache();

    assertThat(locator(new Refusing(), new Refusing()).locate().directory()).isEqualTo(assets);
  }

  @Test
  void the_cache_comes_before_everything_that_takes_time() throws IOException {
    fillCache();

    assertThat(locator(new Refusing(), new Refusing()).locate().directory()).isEqualTo(cached);
  }

  @Test
  void what_is_nowhere_is_downloaded_and_kept() {
    Binaries found = locator(new Making("from releases"), new Refusing()).locate();

    assertThat(found.directory()).isEqualTo(cached);
    assertThat(found.path(Binary.ETCD)).hasContent("from releases");
    assertThat(locator(new Refusing(), new Refusing()).locate()).isEqualTo(found);
  }

  @Test
  void what_cannot_be_downloaded_is_built() {
    Binaries found = locator(new Refusing(), new Making("built")).locate();

    assertThat(found.path(Binary.KUBECTL)).hasContent("built");
  }

  @Test
  void a_users_set_without_the_controller_manager_is_passed_over_aloud() throws IOException {
    Executables.some(assets, Binary.ETCD, Binary.KUBE_APISERVER, Binary.KUBECTL);
    fillCache();

    assertThat(locator(new Refusing(), new Refusing()).locate().directory()).isEqualTo(cached);
    assertThat(said)
        .containsExactly(
            "KUBEBUILDER_ASSETS: "
                + assets
                + " lacks the executable kube-controller-manager; looking elsewhere for all of"
                + " them");
  }

  @Test
  void where_nothing_works_the_message_lists_what_was_tried_and_how_to_mend_it() {
    assertThatThrownBy(() -> locator(new Refusing(), new Refusing()).locate())
        .isInstanceOf(BinariesMissing.class)
        .hasMessageContainingAll(
            "KUBEBUILDER_ASSETS: " + assets + " lacks the executable etcd, kube-apiserver",
            "cache: " + cached + " does not exist yet",
            "refusing: not today",
            "set KUBEBUILDER_ASSETS to a directory with all four");
  }

  @Test
  void a_variable_that_is_not_set_or_blank_names_no_directory() {
    assertThat(AssetsDirectory.of(Map.of(), said::add).find()).isEqualTo(new NotHere("is not set"));
    assertThat(AssetsDirectory.of(Map.of("KUBEBUILDER_ASSETS", " "), said::add).find())
        .isEqualTo(new NotHere("is not set"));
  }

  @Test
  void without_xdg_cache_home_the_cache_is_below_the_home_directory() {
    assertThat(UserCache.of(Map.of(), RELEASES, PLATFORM).directory())
        .isEqualTo(
            Path.of(System.getProperty("user.home"))
                .resolve(".cache/phaserollout/control-plane")
                .resolve(RELEASES.kubernetesVersion() + "-linux-amd64"));
  }

  private BinaryLocator locator(Maker releases, Maker build) {
    Map<String, String> environment =
        Map.of(
            "KUBEBUILDER_ASSETS", assets.toString(),
            "XDG_CACHE_HOME", root.resolve("caches").toString());
    return BinaryLocator.inOrder(environment, RELEASES, PLATFORM, said::add, releases, build);
  }

  private void fillCache() throws IOException {
    Executables.all(cached);
    Files.writeString(cached.resolve("releases"), RELEASES.stamp());
  }

  private record Making(String content) implements Maker {
    @Override
    public String name() {
      return "making";
    }

    @Override
    public void make(Path directory) throws CannotMake {
      try {
        Executables.all(directory);
        for (Binary binary : Binary.values()) {
          Files.writeString(directory.resolve(binary.fileName()), content);
        }
      } catch (IOException e) {
        throw new CannotMake(e.toString());
      }
    }
  }

  private record Refusing() implements Maker {
    @Override
    public String name() {
      return "refusing";
    }

    @Override
    public void make(Path directory) throws CannotMake {
      throw new CannotMake("not today");
    }
  }
}
