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
      // The handle first: it notices when the number is given to another process after the look.
      Optional<ProcessHandle> handle =
          ProcessHandle.of(Long.parseLong(entry.getFileName().toString()));
      Optional<Path> attempt = attempt(Files.readAllBytes(entry.resolve("environ")));
      return handle.filter(process -> attempt.filter(attempts::contains).isPresent());
    } catch (IOException | NumberFormatException notOurs) {
      return Optional.empty();
    }
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
