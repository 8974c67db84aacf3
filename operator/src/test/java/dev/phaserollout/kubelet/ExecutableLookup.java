package dev.phaserollout.kubelet;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out, before a command is started, whether it can be. */
final class ExecutableLookup {
  private ExecutableLookup() {}

  /** Why a command cannot be started, in the words of runc; empty when it can. */
  static Optional<String> refusal(String command, Path directory, Map<String, String> environment) {
    if (!command.contains("/")) {
      return onPath(command, environment.get("PATH")).isPresent()
          ? Optional.empty()
          : Optional.of(quoted(command) + ": executable file not found in $PATH");
    }
    Path file = directory.resolve(command);
    if (!Files.exists(file)) {
      return Optional.of(quoted(command) + ": stat " + command + ": no such file or directory");
    }
    return Files.isExecutable(file) && !Files.isDirectory(file)
        ? Optional.empty()
        : Optional.of(quoted(command) + ": permission denied");
  }

  /** Where a program is, if it is in one of the folders of a PATH. */
  static Optional<Path> onPath(String program, @Nullable String path) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(path == null ? "" : path)
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst();
  }

  private static String quoted(String command) {
    return "failed to create containerd task: failed to create shim task: OCI runtime create failed:"
        + " runc create failed: unable to start container process: exec: \""
        + command
        + "\"";
  }
}
