package dev.phaserollout.controlplane.binaries;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A directory with one executable of each kind.
 *
 * @param directory where they are
 */
public record Binaries(Path directory) {

  /** The file of one of them. */
  public Path path(Binary binary) {
    return directory.resolve(binary.fileName());
  }

  /** Those that a directory lacks, by file name. */
  static List<String> missingIn(Path directory) {
    return Arrays.stream(Binary.values())
        .map(Binary::fileName)
        .filter(name -> !Files.isExecutable(directory.resolve(name)))
        .toList();
  }
}
