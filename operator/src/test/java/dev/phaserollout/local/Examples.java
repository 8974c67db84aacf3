package dev.phaserollout.local;

import java.nio.file.Files;
import java.nio.file.Path;

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

  /** Whether a file of an example was written by a run of it. */
  static boolean written(Path example, Path file) {
    Path inside = example.relativize(file);
    return inside.startsWith("out") || inside.startsWith(".phaserollout");
  }
}
