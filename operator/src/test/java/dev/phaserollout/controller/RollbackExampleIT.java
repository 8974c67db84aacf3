package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.Kubectl;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example of a rollback as its kustomization applies it, on a folder in place of a volume. */
@ControlPlane
@ExtendWith(PodClusterExtension.class)
class RollbackExampleIT {

  @TempDir Path services;

  private final Kubectl kubectl;
  private final PodCluster cluster;
  private Workplace place;

  RollbackExampleIT(RunningControlPlane controlPlane, PodCluster cluster) {
    this.kubectl = controlPlane.kubectl();
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "rollback-example");
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void a_release_that_fails_in_production_leaves_the_services_as_they_were() throws IOException {
    String example = kubectl.succeed("kustomize", "../examples/rollback");
    apply(example.replace("version: v2.0.0", "version: v1.0.0"));
    place.awaitState("rollback", "Succeeded");
    Map<String, String> before = shop();
    assertThat(before)
        .containsOnlyKeys("orders.csv", "staging", "api", "web", "traffic")
        .containsEntry("web", "v1.0.0\n");

    apply(example);
    PhaseRolloutStatus status = place.awaitState("rollback", "RolledBack");
    assertThat(status.run().number()).isEqualTo(2);
    assertThat(status.message()).contains("5 of 5 steps compensated; without rollback: look");
    assertThat(shop()).isEqualTo(before);
    List<String> log = log();
    assertThat(log).startsWith("migrate", "deploy staging v2.0.0").hasSize(10);
    assertThat(log.subList(2, 4))
        .containsExactlyInAnyOrder("deploy api v2.0.0", "deploy web v2.0.0");
    assertThat(log.subList(4, 6)).containsExactly("traffic to v2.0.0", "undo traffic");
    assertThat(log.subList(6, 8)).containsExactlyInAnyOrder("undo api", "undo web");
    assertThat(log.subList(8, 10)).containsExactly("undo staging", "undo orders.csv");
  }

  /** Pods of the test kubelet are processes of this host: they share its folders. */
  private void apply(String example) {
    String here =
        example
            .replace("value: out/services", "value: " + services)
            .replace("workingDir: /shop", "workingDir: /shop/scripts/..")
            .replaceAll("persistentVolumeClaim:\\s+claimName: rollback-out", "emptyDir: {}");
    assertThat(here).contains(services.toString(), "/shop/scripts/..", "emptyDir");
    kubectl.runWithInput(here, "apply", "-n", place.namespace(), "-f", "-").outputOfSuccess();
  }

  private Map<String, String> shop() throws IOException {
    try (Stream<Path> files = Files.list(services)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("log.txt"))
          .collect(
              Collectors.toMap(file -> file.getFileName().toString(), RollbackExampleIT::text));
    }
  }

  private List<String> log() {
    return text(services.resolve("log.txt"))
        .lines()
        .filter(line -> line.startsWith("run 2: "))
        .map(line -> line.substring("run 2: ".length()))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
