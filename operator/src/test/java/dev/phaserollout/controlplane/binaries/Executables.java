package dev.phaserollout.controlplane.binaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Pretended executables: tests of the search need files with the right names, not servers. */
final class Executables {
  private Executables() {}

  static Path all(Path directory) throws IOException {
    return some(directory, Binary.values());
  }

  static Path some(Path directory, Binary... binaries) throws IOException {
    Files.createDirectories(directory);
    for (Binary binary : Arrays.asList(binaries)) {
      Path file = directory.resolve(binary.fileName());
      Files.writeString(file, "pretended " + binary.fileName());
      if (!file.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + file + " executable");
      }
    }
    return directory;
  }
}
