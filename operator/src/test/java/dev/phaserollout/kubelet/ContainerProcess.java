package dev.phaserollout.kubelet;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The process of a container, in a session of its own, which ends with all that it started: when
 * its first process ends, when it is killed, and when this JVM ends in whatever way.
 *
 * <p>A shell stands between, as it does for {@link
 * dev.phaserollout.controlplane.process.SupervisedProcess}; that one knows neither SIGTERM nor what
 * a child starts.
 */
final class ContainerProcess {
  /**
   * Reads words from the pipe and ends everything when it closes. The first process of a container
   * is process 1 of its namespace, and process 1 does not get a SIGTERM that it does not handle: so
   * it is sent only where the kernel says that it is caught.
   */
  private static final String SUPERVISOR =
      """
      exec 3<&0 </dev/null
      "$@" 3<&- &
      child=$!
      exec 2>/dev/null
      catches_term() {
        [ -r "/proc/$child/status" ] || return 0
        while read -r key mask; do
          if [ "$key" = SigCgt: ]; then
            [ $((0x${mask#????????????} & 0x4000)) -ne 0 ]
            return
          fi
        done <"/proc/$child/status"
      }
      end_all() {
        kill -s KILL -- "-$child" || kill -s KILL "$child"
      }
      {
        while read -r word; do
          case $word in
            TERM) if catches_term; then kill -s TERM "$child"; fi ;;
            KILL) end_all ;;
          esac
        done
        end_all
      } <&3 >/dev/null &
      watcher=$!
      exec 3<&-
      wait "$child"
      code=$?
      kill -s KILL -- "-$child"
      kill "$watcher"
      exit "$code"
      """;

  private final Process supervisor;

  private ContainerProcess(Process supervisor) {
    this.supervisor = supervisor;
  }

  /**
   * Starts a command.
   *
   * @param environment all variables that it sees
   * @param log the file that takes what it prints
   * @throws IOException when no process can be made
   */
  static ContainerProcess start(
      List<String> command, Path directory, Map<String, String> environment, Path log)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SUPERVISOR, "container"));
    words.addAll(newSession());
    words.addAll(command);
    Files.createDirectories(directory);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new ContainerProcess(builder.start());
  }

  /**
   * Not every system has setsid; both take the place of the shell's child, so its pid is theirs.
   */
  private static List<String> newSession() {
    return ExecutableLookup.onPath("setsid", System.getenv("PATH"))
        .map(setsid -> List.of(setsid.toString(), "--"))
        .orElseGet(
            () -> List.of("perl", "-MPOSIX=setsid", "-e", "setsid; exec { $ARGV[0] } @ARGV", "--"));
  }

  /** Completes with the exit code; 128 and the number of the signal for one that was killed. */
  CompletableFuture<Integer> exit() {
    return supervisor.onExit().thenApply(Process::exitValue);
  }

  /** Sends SIGTERM to the first process, if it listens. */
  void term() {
    say("TERM\n");
  }

  /** Kills everything that the container consists of. */
  void kill() {
    say("KILL\n");
  }

  private void say(String word) {
    try {
      OutputStream pipe = supervisor.getOutputStream();
      pipe.write(word.getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      // nobody reads any more: the process has ended before us
    }
  }
}
