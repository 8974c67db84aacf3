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
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real build takes minutes and runs where nothing else works; here a script plays the
 * toolchain.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoBuildIT {
  private final Path modules = PinnedReleases.projectDirectory();
  private final PinnedReleases releases = PinnedReleases.read(modules);
  private final List<String> said = new ArrayList<>();

  @TempDir Path tools;
  @TempDir Path target;

  @Test
  void each_executable_is_built_from_the_module_that_pins_it() throws Exception {
    toolchain(
        """
        for argument; do
          case $argument in -o=*) out=${argument#-o=} ;; esac
          last=$argument
        done
        echo "$last in ${PWD##*/}" > "$out"
        chmod +x "$out"
        """);

    build().make(target);

    assertThat(target.resolve("etcd")).hasContent("go.etcd.io/etcd/server/v3 in etcd");
    assertThat(target.resolve("kube-controller-manager"))
        .hasContent("k8s.io/kubernetes/cmd/kube-controller-manager in kubernetes");
    assertThat(target).isDirectoryNotContaining("glob:**.log");
    assertThat(Binaries.missingIn(target)).isEmpty();
    assertThat(said)
        .contains("building from Go modules: some 6 minutes on 2 cores, once a machine")
        .contains("building kubectl (4 of 4)");
  }

  @Test
  void kubernetes_is_told_its_version() throws Exception {
    toolchain("echo \"$*\" >> " + tools.resolve("calls"));

    build().make(target);

    assertThat(tools.resolve("calls"))
        .content()
        .contains("-X k8s.io/component-base/version.gitVersion=" + releases.kubernetesVersion());
  }

  @Test
  void settings_of_another_projects_build_do_not_reach_this_one() throws Exception {
    toolchain("echo \"$GOFLAGS, $GOOS, $GOPROXY\" >> " + tools.resolve("calls"));

    build().make(target);

    assertThat(tools.resolve("calls")).content().startsWith("-mod=readonly, , https://mirror\n");
  }

  @Test
  void a_build_that_fails_says_what_the_toolchain_said() throws IOException {
    toolchain("echo 'go: go.mod requires go >= 1.25.0 (running go 1.22.1)' >&2\nexit 1");

    assertThatThrownBy(() -> build().make(target))
        .isInstanceOf(CannotMake.class)
        .hasMessageContainingAll(
            "building etcd needs Go 1.25 or newer on the PATH",
            "go: go.mod requires go >= 1.25.0 (running go 1.22.1)");
  }

  @Test
  void a_machine_without_go_is_told_so() {
    assertThatThrownBy(() -> build().make(target))
        .isInstanceOf(CannotMake.class)
        .hasMessageContainingAll("needs Go 1.25 or newer on the PATH", "go:", "not found");
  }

  private GoBuild build() {
    Map<String, String> environment =
        Map.of(
            "PATH", tools + ":/no/such/folder",
            "GOFLAGS", "-mod=vendor",
            "GOOS", "windows",
            "GOPROXY", "https://mirror");
    return new GoBuild(modules, releases, environment, said::add);
  }

  private void toolchain(String script) throws IOException {
    Path go = Files.writeString(tools.resolve("go"), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script);
    assertThat(go.toFile().setExecutable(true)).isTrue();
  }
}
