package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A folder with a rollout in it, and the program to run it with. Whoever closes it waits until
 * nothing that was started there is at work any more.
 */
final class Workshop implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;

  Workshop(Path folder) {
    this.folder = folder;
  }

  /** How a call ended, and what it said. */
  record Ended(int exit, String out, String err) {}

  /** The program as a process of its own. */
  record Started(Process process, Path out) {

    void kill() {
      process.destroyForcibly();
      process.onExit().join();
    }

    void signal(String name) throws IOException {
      new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().onExit().join();
    }

    /** Its exit code; what it has printed when that takes too long. */
    int await() {
      patiently(() -> assertThat(process.isAlive()).as(text(out)).isFalse());
      return process.exitValue();
    }

    String printed() {
      return text(out);
    }
  }

  /** The program as it is handed out. */
  static Path program() {
    return Path.of(System.getProperty("phaserollout.home"), "bin", "phaserollout");
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Writes {@code rollout.yaml} with this below {@code spec}. */
  void rollout(String spec) throws IOException {
    Files.writeString(
        file("rollout.yaml"),
        "apiVersion: phaserollout.dev/v1alpha1\nkind: PhaseRollout\nmetadata: {name: shop}\nspec:\n"
            + spec.indent(2));
  }

  /** Runs the rollout in this JVM. */
  Ended run(String... options) {
    return call("run", options);
  }

  /** Calls a verb for the rollout in this JVM. */
  Ended call(String verb, String... options) {
    List<String> words = new ArrayList<>(List.of(verb, file("rollout.yaml").toString()));
    words.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Cli.run(
                words.toArray(new String[0]),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                System.getenv(),
                Clock.systemUTC())
            .code();
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs the rollout as a user does who looks at its output elsewhere than on the terminal. */
  Started start(String... options) throws IOException {
    List<String> words =
        new ArrayList<>(List.of(program().toString(), "run", file("rollout.yaml").toString()));
    words.addAll(List.of(options));
    Path out = Files.createTempFile(folder, "printed", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
            .redirectInput(new File("/dev/null"));
    builder.environment().put("TERM", "xterm");
    return new Started(builder.start(), out);
  }

  /** Runs the rollout as a user at a terminal does, whose keys are what is written to it. */
  Started startOnTerminal() throws IOException {
    String call =
        "stty cols 120 rows 40; exec '" + program() + "' run '" + file("rollout.yaml") + "'";
    Path out = Files.createTempFile(folder, "screen", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qefc", call, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
    builder.environment().put("TERM", "xterm");
    return new Started(builder.start(), out);
  }

  Path state() {
    return folder.resolve(".phaserollout/shop");
  }

  Path attempt(int run, String step, int number) {
    return state().resolve("runs/" + run + "/" + step + "/" + number);
  }

  List<String> lines(String name) {
    return text(file(name)).lines().toList();
  }

  static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static void patiently(org.awaitility.core.ThrowingRunnable assertion) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(PATIENCE)
        .untilAsserted(assertion);
  }

  void awaitText(String name, String text) {
    patiently(() -> assertThat(text(file(name))).contains(text));
  }

  /**
   * Processes that work in this folder, whoever started them; those that have ended do not count.
   */
  List<String> processes() {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
          .filter(this::worksHere)
          .map(entry -> entry.getFileName() + ": " + commandLine(entry))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    patiently(() -> assertThat(processes()).isEmpty());
  }

  /** The working directory of a process that has ended cannot be read any more. */
  private boolean worksHere(Path process) {
    try {
      return process.resolve("cwd").toRealPath().startsWith(folder.toRealPath());
    } catch (IOException endedOrNotOurs) {
      return false;
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
    } catch (IOException ended) {
      return "ended";
    }
  }
}
