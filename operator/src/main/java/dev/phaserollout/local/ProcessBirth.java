package dev.phaserollout.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process was born, as text that is equal for the same process only: a process id is given
 * to somebody else later, or after a reboot. {@code attempt.sh} writes the same text.
 *
 * <p>The JDK's own start time is not used: it is computed from the wall clock, which may be set.
 */
final class ProcessBirth {

  private static final Path PROC = Path.of("/proc");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE = 0;
  private static final int START_TIME = 19;

  private ProcessBirth() {}

  /** Empty when no such process is alive; one that has ended and was not yet collected is not. */
  static Optional<String> of(long pid) {
    try {
      return Files.isReadable(BOOT) ? fromProc(pid) : fromPs(pid);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<String> fromProc(long pid) throws IOException {
    String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
    // The name of the program stands in parentheses and may hold anything, blanks included.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
      return Optional.empty();
    }
    return Optional.of(Files.readString(BOOT).strip() + "." + fields[START_TIME]);
  }

  private static Optional<String> fromPs(long pid) throws IOException {
    ProcessBuilder ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", Long.toString(pid));
    ps.environment().put("LC_ALL", "C");
    ps.environment().put("TZ", "UTC");
    Process process = ps.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Optional.of(text.strip()).filter(birth -> !birth.isEmpty());
  }
}
