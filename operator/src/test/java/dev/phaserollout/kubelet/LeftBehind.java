package dev.phaserollout.kubelet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that have left the session of their container (daemons). They are known by the folder
 * of the kubelet in their environment, where the kernel shows it; elsewhere none is found.
 */
final class LeftBehind {
  private static final Path PROC = Path.of("/proc");

  private LeftBehind() {}

  /** Kills them and returns when they are gone. */
  static void end(Path kubelet) {
    for (ProcessHandle process : find(kubelet)) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  static List<ProcessHandle> find(Path kubelet) {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        if (environment(entry).contains(kubelet.toString())) {
          ProcessHandle.of(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException noProc) {
      return List.of();
    }
    return found;
  }

  private static String environment(Path entry) {
    try {
      return Files.readString(entry.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException notOursOrGone) {
      return "";
    }
  }
}
