package dev.phaserollout.controlplane.binaries;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The releases that the project tests with: those of the control plane, from {@code
 * src/test/control-plane/releases.properties}, and others from files of the same form. The Go
 * modules beside such a file pin the same versions.
 */
public final class PinnedReleases {
  private final Properties properties;

  private PinnedReleases(Properties properties) {
    this.properties = properties;
  }

  /**
   * The directory of the pins. It is looked for from the test classes upwards: the working
   * directory and the build's output folder may be any.
   */
  static Path projectDirectory() {
    try {
      URI classes =
          PinnedReleases.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Stream.iterate(Path.of(classes), Objects::nonNull, Path::getParent)
          .map(ancestor -> ancestor.resolve("src/test/control-plane"))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("no src/test/control-plane above " + classes));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the test classes have no location", e);
    }
  }

  /**
   * Those of one directory.
   *
   * @param directory that has a {@code releases.properties}
   */
  public static PinnedReleases read(Path directory) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.resolve("releases.properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the pinned releases", e);
    }
    return new PinnedReleases(properties);
  }

  String kubernetesVersion() {
    return required("kubernetes.version");
  }

  String etcdVersion() {
    return required("etcd.version");
  }

  /** All versions in one line: equal for equal executables. */
  String stamp() {
    return "kubernetes " + kubernetesVersion() + ", etcd " + etcdVersion();
  }

  /**
   * The official archive with a part of the executables; empty where none is published for the
   * platform.
   *
   * @param project what its keys begin with, such as {@code etcd}
   */
  public Optional<PinnedArchive> archive(String project, Platform platform) {
    String key = project + "." + platform;
    return Optional.ofNullable(properties.getProperty(key + ".url"))
        .map(url -> new PinnedArchive(URI.create(url), Digest.parse(required(key + ".digest"))));
  }

  private String required(String key) {
    return Optional.ofNullable(properties.getProperty(key))
        .orElseThrow(() -> new IllegalStateException("releases.properties lacks " + key));
  }
}
