package dev.phaserollout.controlplane.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A private directory for keys, sockets, data and logs that vanishes with this JVM, however it
 * ends.
 *
 * <p>A shell makes it and removes it when the pipe from the JVM closes. It repeats the removal for
 * a moment, because the processes that live in the directory die at the same time and may still
 * write.
 */
public final class RunDirectory implements AutoCloseable {
  private static final String KEEPER =
      """
      mkdir -m 700 "$1" || exit 1
      echo ready
      while read -r ignored; do :; done
      tries=0
      until rm -rf "$1" 2>/dev/null || [ "$tries" -ge 50 ]; do
        tries=$((tries + 1))
        sleep 0.1
      done
      """;

  private final Path path;
  private final Process keeper;

  private RunDirectory(Path path, Process keeper) {
    this.path = path;
    this.keeper = keeper;
  }

  /**
   * Makes a directory that only this user can read.
   *
   * @param parent an existing directory, such as the one for temporary files
   */
  public static RunDirectory create(Path parent) {
    Path path = parent.toAbsolutePath().resolve("control-plane-" + UUID.randomUUID());
    try {
      Process keeper =
          new ProcessBuilder("/bin/sh", "-c", KEEPER, "keeper", path.toString())
              .redirectError(Redirect.DISCARD)
              .start();
      // the keeper's shell ends this stream itself when it cannot make the directory
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8));
      if (!"ready".equals(answer.readLine())) {
        throw new IllegalStateException(
            path
                + " cannot be made: expected a writable directory above it;"
                + " set -Djava.io.tmpdir to one");
      }
      return new RunDirectory(path, keeper);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "/bin/sh, which the control plane needs, cannot be started", e);
    }
  }

  public Path path() {
    return path;
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  public Stream<ProcessHandle> handles() {
    return Stream.concat(Stream.of(keeper.toHandle()), keeper.descendants());
  }

  /** Removes the directory and returns when it is gone. */
  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
    } catch (IOException e) {
      // nobody reads any more: the keeper has ended and taken the directory with it
    }
    keeper.onExit().join();
  }
}
