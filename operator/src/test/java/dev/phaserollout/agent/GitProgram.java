package dev.phaserollout.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program git, as a person calls it, without the configuration of whoever runs the tests. */
public final class GitProgram {

  private static final long TIMEOUT_SECONDS = 60;

  private final Path folder;

  public GitProgram(Path folder) {
    this.folder = folder;
  }

  /** What it prints, without the last line end; fails with its complaint. */
  public String run(String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.environment().putAll(environment());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .stripTrailing();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " in " + folder + ": " + said);
      }
      return said;
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static Map<String, String> environment() {
    return Map.of(
        "GIT_CONFIG_NOSYSTEM", "1",
        "GIT_CONFIG_GLOBAL", "/dev/null",
        "GIT_TERMINAL_PROMPT", "0",
        "GIT_AUTHOR_NAME", "Anna",
        "GIT_AUTHOR_EMAIL", "anna@example.com",
        "GIT_COMMITTER_NAME", "Anna",
        "GIT_COMMITTER_EMAIL", "anna@example.com");
  }
}
