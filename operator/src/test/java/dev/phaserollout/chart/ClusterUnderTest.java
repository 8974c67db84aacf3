package dev.phaserollout.chart;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The cluster that {@link ClusterIT} and {@link PhaseEClusterIT} are pointed at, and the images
 * that its nodes can have.
 *
 * @param kubeconfig of an administrator
 * @param image of the operator
 * @param stepImage of the steps of the quickstart: a shell with the usual tools
 */
record ClusterUnderTest(Path kubeconfig, String image, String stepImage) {

  private static final String PREFIX = "phaserollout.it.";

  /**
   * What the system properties say.
   *
   * @throws IllegalStateException when one is missing, with what it has to be
   */
  static ClusterUnderTest given() {
    Path kubeconfig =
        Path.of(property("kubeconfig", "the kubeconfig of a cluster's administrator"));
    if (!Files.isReadable(kubeconfig)) {
      throw new IllegalStateException(
          PREFIX + "kubeconfig is " + kubeconfig + ", which cannot be read");
    }
    return new ClusterUnderTest(
        kubeconfig,
        property("image", "an image of the operator that the nodes have or can pull"),
        System.getProperty(PREFIX + "step-image", "docker.io/library/busybox:1.37"));
  }

  /** The values of the chart that make it take this image. */
  String values() {
    int tag = image.lastIndexOf(':');
    if (tag <= image.lastIndexOf('/')) {
      throw new IllegalStateException(
          PREFIX + "image is " + image + "; a name with a tag is expected, such as r/p:v1");
    }
    return "image: {repository: '"
        + image.substring(0, tag)
        + "', tag: '"
        + image.substring(tag + 1)
        + "'}\n";
  }

  private static String property(String name, String meaning) {
    String value = System.getProperty(PREFIX + name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "-D" + PREFIX + name + " is not set; it has to be " + meaning + " (.ci/cluster sets it)");
    }
    return value;
  }
}
