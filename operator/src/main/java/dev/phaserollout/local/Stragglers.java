package dev.phaserollout.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Processes that a step started and that left its session (daemons). {@code attempt.sh} ends the
 * session; these are known by the attempt's own variable in their environment.
 *
 * <p>Only where the kernel shows the environment of a process ({@code /proc}); elsewhere none is
 * found.
 */
final class Stragglers {

  private static final Path PROC = Path.of("/proc");
  private static final String VARIABLE = "\0" + AttemptFolder.OUTPUTS_VARIABLE + "=";

  private Stragglers() {}

  /** Ends every process that these attempts have left; returns how many there were. */
  static int end(Set<Path> attempts) {
    List<ProcessHandle> found = find(attempts);
    found.forEach(ProcessHandle::destroyForcibly);
    return found.size();
  }

  /** The living processes of these attempts, each named by its folder. */
  static List<ProcessHandle> find(Set<Path> attempts) {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        belonging(entry, attempts).ifPresent(found::add);
      }
    } catch (IOException noProc) {
      return List.of();
    }
    return found;
  }

  private static Optional<ProcessHandle> belonging(Path entry, Set<Path> attempts) {
    try {
      Path environment = entry.resolve("environ");
      if (!belongs(environment, attempts)) {
        return Optional.empty();
      }
      // Looked at again with the handle in hand, which notices when the number is given to another
      // process from here on.
      Optional<ProcessHandle> handle =
          ProcessHandle.of(Long.parseLong(entry.getFileName().toString()));
      return belongs(environment, attempts) ? handle : Optional.empty();
    } catch (IOException | NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  private static boolean belongs(Path environment, Set<Path> attempts) throws IOException {
    return attempt(Files.readAllBytes(environment)).filter(attempts::contains).isPresent();
  }

  private static Optional<Path> attempt(byte[] environment) {
    String text = "\0" + new String(environment, StandardCharsets.UTF_8);
    int begin = text.indexOf(VARIABLE);
    if (begin < 0) {
      return Optional.empty();
    }
    int end = text.indexOf('\0', begin + VARIABLE.length());
    String value = text.substring(begin + VARIABLE.length(), end < 0 ? text.length() : end);
    return Optional.ofNullable(Path.of(value).getParent());
  }
}
