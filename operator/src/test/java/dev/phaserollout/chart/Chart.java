package dev.phaserollout.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The chart of the repository, and Helm to look at it. */
final class Chart {

  /** Surefire and Failsafe start tests in the folder of their module. */
  static final Path FOLDER = Path.of("..", "helm-chart").toAbsolutePath().normalize();

  /** The least that an installation says. */
  static final String IMAGE = "image: {repository: registry.example.com/phaserollout}\n";

  private static final String RELEASE = "phaserollout";
  private static final String NAMESPACE = "phaserollout-system";

  private Chart() {}

  /** What Helm finds wrong with the chart as it is kept. */
  static LintResult lint() {
    return new Helm(FOLDER).lint().strict().call();
  }

  /** What is installed with an image and these values, given as YAML. */
  static Manifests render(String values) {
    return render(RELEASE, NAMESPACE, IMAGE + values);
  }

  /**
   * What Helm makes of exactly these values.
   *
   * @throws IllegalStateException when it refuses them, with its words
   */
  static Manifests render(String release, String namespace, String values) {
    try {
      Path scratch = Files.createTempDirectory("phaserollout-chart");
      try {
        Path file = Files.writeString(scratch.resolve("values.yaml"), values);
        return Manifests.of(
            new Helm(forAnyCluster(scratch.resolve("chart")))
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withValuesFile(file)
                .call());
      } finally {
        delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A copy that does not ask for a version of Kubernetes: without a cluster, this build of Helm
   * takes it for 1.20. ChartIT installs the chart as it is.
   */
  private static Path forAnyCluster(Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(FOLDER.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path about = copy.resolve("Chart.yaml");
    Files.writeString(about, Files.readString(about).replaceAll("(?m)^kubeVersion:.*$", ""));
    return copy;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
