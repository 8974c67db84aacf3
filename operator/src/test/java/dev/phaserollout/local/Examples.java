package dev.phaserollout.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The examples of the project, as the tests find them from the module's folder or the project's.
 */
final class Examples {

  private Examples() {}

  static Path folder(String name) {
    Path here = Path.of("").toAbsolutePath();
    Path project = Files.isDirectory(here.resolve("examples")) ? here : here.getParent();
    return project.resolve("examples").resolve(name);
  }

  /** Copies an example as a fresh clone would have it. */
  static void copy(String name, Path target) throws IOException {
    Path example = folder(name);
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!written(example, file)) {
          Path copy = target.resolve(example.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** Whether a file of an example was written by a run of it. */
  static boolean written(Path example, Path file) {
    Path inside = example.relativize(file);
    return inside.startsWith("out") || inside.startsWith(".phaserollout");
  }
}
