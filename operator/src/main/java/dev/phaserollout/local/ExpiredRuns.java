package dev.phaserollout.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Deletes what runs have left that are no longer part of the history. */
final class ExpiredRuns {

  /** People put folders beside ours, such as {@code 1.aside}. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private ExpiredRuns() {}

  static void delete(StateFolder state, int upTo) throws IOException {
    if (!Files.isDirectory(state.runs())) {
      return;
    }
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(state.runs())) {
      for (Path run : runs) {
        String name = run.getFileName().toString();
        if (NUMBER.matcher(name).matches() && Integer.parseInt(name) <= upTo) {
          deleteTree(run);
        }
      }
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
