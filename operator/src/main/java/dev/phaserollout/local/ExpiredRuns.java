package dev.phaserollout.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes what runs have left that are no longer part of the history. */
final class ExpiredRuns {

  private ExpiredRuns() {}

  static void delete(StateFolder state, int upTo) throws IOException {
    if (!Files.isDirectory(state.runs())) {
      return;
    }
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(state.runs(), "[0-9]*")) {
      for (Path run : runs) {
        if (Integer.parseInt(run.getFileName().toString()) <= upTo) {
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
