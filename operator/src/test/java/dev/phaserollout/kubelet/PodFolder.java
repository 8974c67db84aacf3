package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** The files of one pod: its volumes and containers, which go with it, and its logs, which stay. */
final class PodFolder {
  private final Path pod;
  private final Path logs;

  PodFolder(Path kubelet, ObjectMeta metadata) {
    this.pod = kubelet.resolve("pods").resolve(metadata.getUid());
    this.logs = logs(kubelet, metadata.getNamespace(), metadata.getName(), metadata.getUid());
  }

  /** Where the logs of a pod are; those of a later pod of the same name are beside it. */
  static Path logs(Path kubelet, String namespace, String name, String uid) {
    return kubelet.resolve("logs").resolve(namespace + "_" + name + "_" + uid);
  }

  void make() throws IOException {
    Files.createDirectories(pod.resolve("volumes"));
    Files.createDirectories(logs);
  }

  Path volume(String name) {
    return pod.resolve("volumes").resolve(name);
  }

  /** What a container without a mount takes for the root of its file system. */
  Path root(String container) {
    return pod.resolve("containers").resolve(container).resolve("root");
  }

  Path temporary(String container) throws IOException {
    return Files.createDirectories(pod.resolve("containers").resolve(container).resolve("tmp"));
  }

  Path terminationMessage(String container) {
    return pod.resolve("containers").resolve(container).resolve("termination-log");
  }

  /** An empty file for what the container says at its end, as at each of its starts. */
  void emptyTerminationMessage(String container) throws IOException {
    Path file = terminationMessage(container);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[0]);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }
  }

  Path log(String container) {
    return logs.resolve(container);
  }

  /**
   * Removes everything but the logs. Processes that are about to die may still write for a while.
   */
  void remove() {
    if (!Files.exists(pod)) {
      return;
    }
    try (Stream<Path> all = Files.walk(pod)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // what stays behind goes with the folder of the kubelet
    }
  }
}
