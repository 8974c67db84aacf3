package dev.phaserollout.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rollout that the API server refuses, one a file in {@code src/test/resources/refused}. The name
 * of the file is the claim. Its first lines say what the server answers: in its own words where the
 * schema sees the fault, in those of our rule where CEL does.
 *
 * @param file the rollout
 * @param field the path of the field that is at fault
 * @param says a part of the answer
 */
record RefusedRollout(Path file, String field, String says) {

  private static final Path FOLDER = Path.of("src/test/resources/refused");

  static List<RefusedRollout> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(RefusedRollout::read).toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The claim. */
  @Override
  public String toString() {
    return file.getFileName().toString().replace(".yaml", "").replace('-', ' ');
  }

  private static RefusedRollout read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return new RefusedRollout(
          file, header(lines, "# field: ", file), header(lines, "# says: ", file));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String header(List<String> lines, String start, Path file) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(file + " has no line '" + start + "…'"));
  }
}
