package dev.phaserollout.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps what a defect's author needs in a file and gives the user one line. Options and the
 * environment stay out of the file: they may hold secrets.
 */
final class CrashReport {

  private static final int ID_LENGTH = 8;

  private CrashReport() {}

  /** Stores the details and returns the line for the user. Never throws. */
  static String write(Throwable defect, String[] args, Session session) {
    String id = UUID.randomUUID().toString().substring(0, ID_LENGTH);
    String what = "internal error " + id + " (" + summary(defect) + "): ";
    try {
      Path file = folder(session.env()).resolve(id + ".txt");
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, details(id, defect, args, session.clock().instant()));
      return what + "details are in " + file + "; please report it with that file";
    } catch (IOException | RuntimeException unwritable) {
      return what + "its details could not be kept (" + summary(unwritable) + ")";
    }
  }

  private static Path folder(Map<String, String> env) {
    return setting(env, "XDG_STATE_HOME")
        .map(Path::of)
        .or(() -> setting(env, "HOME").map(home -> Path.of(home, ".local", "state")))
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")))
        .resolve("phaserollout")
        .resolve("errors");
  }

  private static Optional<String> setting(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
  }

  private static String details(String id, Throwable defect, String[] args, Instant now) {
    StringWriter trace = new StringWriter();
    defect.printStackTrace(new PrintWriter(trace));
    String verb = args.length == 0 ? "none" : args[0];
    return String.join(
        "\n",
        "internal error " + id,
        "at " + now,
        "phaserollout " + Version.current() + ", verb " + verb,
        "Java " + Runtime.version() + " on " + System.getProperty("os.name"),
        trace.toString());
  }

  private static String summary(Throwable defect) {
    String message = Optional.ofNullable(defect.getMessage()).orElse("no message");
    String firstLine = message.lines().findFirst().orElse("no message");
    return defect.getClass().getSimpleName() + ": " + firstLine;
  }
}
