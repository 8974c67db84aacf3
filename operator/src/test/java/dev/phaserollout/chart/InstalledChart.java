package dev.phaserollout.chart;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A release of the chart, as it is kept, on a cluster.
 *
 * @param name of the release
 * @param namespace that it is in
 * @param kubeconfig of who installs it
 */
record InstalledChart(String name, String namespace, Path kubeconfig) {

  private static final int PATIENCE_SECONDS = 180;

  /** Installs the chart with these values, given as YAML, and does not wait for its pods. */
  InstalledChart install(String values) {
    withValues(
        values,
        file ->
            new Helm(Chart.FOLDER)
                .install()
                .withName(name)
                .withNamespace(namespace)
                .createNamespace()
                .withKubeConfig(kubeconfig)
                .withValuesFile(file)
                .call());
    return this;
  }

  /** The same, and waits until what it installs is available. */
  InstalledChart installAndWait(String values) {
    withValues(
        values,
        file ->
            new Helm(Chart.FOLDER)
                .install()
                .withName(name)
                .withNamespace(namespace)
                .createNamespace()
                .withKubeConfig(kubeconfig)
                .withValuesFile(file)
                .waitReady()
                .withTimeout(PATIENCE_SECONDS)
                .call());
    return this;
  }

  /** Upgrades the release to these values and no others. */
  void upgrade(String values) {
    withValues(
        values,
        file ->
            new Helm(Chart.FOLDER)
                .upgrade()
                .withName(name)
                .withNamespace(namespace)
                .withKubeConfig(kubeconfig)
                .withValuesFile(file)
                .call());
  }

  /** Takes the release away; nothing happens where there is none. */
  void uninstall() {
    Helm.uninstall(name)
        .withNamespace(namespace)
        .withKubeConfig(kubeconfig)
        .ignoreNotFound()
        .call();
  }

  private interface Act {
    void with(Path values);
  }

  private static void withValues(String values, Act act) {
    try {
      Path file = Files.createTempFile("phaserollout", ".yaml");
      try {
        act.with(Files.writeString(file, values));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
