package dev.phaserollout.controlplane.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A child process that cannot outlive this JVM: neither a normal end, nor a failed start, nor
 * {@code kill -9} leaves it behind.
 *
 * <p>Between the JVM and the child stands a small shell that holds the read end of a pipe from the
 * JVM. The kernel closes the other end whenever and however the JVM ends, and the shell then kills
 * the child.
 *
 * <p>What the child itself starts is its own affair: it is waited for at the end, but not killed.
 */
public final class SupervisedProcess implements AutoCloseable {
  /**
   * The watcher reads descriptor 3 because a shell gives its background jobs {@code /dev/null} as
   * standard input. The child must not hold that descriptor, and it is killed without a grace
   * period: nothing it could save is wanted.
   */
  private static final String SUPERVISOR =
      """
      exec 3<&0 </dev/null
      "$@" 3<&- &
      child=$!
      { while read -r ignored; do :; done; kill -9 "$child"; } <&3 2>/dev/null &
      watcher=$!
      exec 3<&-
      wait "$child" 2>/dev/null
      code=$?
      kill "$watcher" 2>/dev/null
      exit "$code"
      """;

  private static final int GONE_WITHIN_SECONDS = 60;
  private static final int TAIL_LINES = 15;

  private final String name;
  private final Process supervisor;
  private final Path log;

  private SupervisedProcess(String name, Process supervisor, Path log) {
    this.name = name;
    this.supervisor = supervisor;
    this.log = log;
  }

  /**
   * Starts a command.
   *
   * @param name what messages call it
   * @param command the executable and its arguments
   * @param directory its working directory
   * @param environment all variables that it sees
   * @param log the file that takes what it prints
   */
  public static SupervisedProcess start(
      String name,
      List<String> command,
      Path directory,
      Map<String, String> environment,
      Path log) {
    List<String> supervised = new ArrayList<>(List.of("/bin/sh", "-c", SUPERVISOR, name));
    supervised.addAll(command);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(supervised)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(log.toFile()));
      builder.environment().clear();
      builder.environment().putAll(environment);
      return new SupervisedProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + " (" + command.get(0) + ")", e);
    }
  }

  public String name() {
    return name;
  }

  public boolean alive() {
    return supervisor.isAlive();
  }

  /** The supervising shell, its watcher and the child, as far as they still run. */
  public Stream<ProcessHandle> handles() {
    return Stream.concat(Stream.of(supervisor.toHandle()), supervisor.descendants());
  }

  /** Waits for the command to end by itself and says whether it did so within that time. */
  public boolean ended(Duration within) {
    try {
      return supervisor.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }

  /** The exit code of a command that has ended. */
  public int exitCode() {
    return supervisor.exitValue();
  }

  /** What the child printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log of " + name, e);
    }
  }

  /** The last lines of {@link #output()}, for a message. */
  public String tail() {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  /** Ends the child and returns when it, its watcher and its shell are gone. */
  @Override
  public void close() {
    List<ProcessHandle> all = handles().toList();
    try {
      supervisor.getOutputStream().close();
    } catch (IOException e) {
      // the pipe is closed already: the child ended before us
    }
    all.forEach(handle -> handle.onExit().orTimeout(GONE_WITHIN_SECONDS, TimeUnit.SECONDS).join());
  }
}
