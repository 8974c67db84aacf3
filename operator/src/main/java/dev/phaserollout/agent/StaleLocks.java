package dev.phaserollout.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Locks of refs in an origin that is a folder of this host. There it is the agent's own process
 * that takes them: one that is killed in the midst of a push leaves them behind, and nobody could
 * push any more.
 */
final class StaleLocks {

  /** A push holds a lock for milliseconds. */
  private static final Duration STALE = Duration.ofSeconds(10);

  private StaleLocks() {}

  /**
   * Takes away the locks of these refs that no push can hold any more.
   *
   * @param origin a repository, or a working tree with one
   */
  static void remove(Path origin, List<String> refs, Instant now) throws IOException {
    Path git = origin.resolve(".git");
    Path folder = Files.isDirectory(git) ? git : origin;
    removeStale(folder.resolve("packed-refs.lock"), now);
    for (String ref : refs) {
      removeStale(folder.resolve(ref + ".lock"), now);
    }
  }

  private static void removeStale(Path lock, Instant now) throws IOException {
    try {
      if (Files.getLastModifiedTime(lock).toInstant().plus(STALE).isBefore(now)) {
        Files.deleteIfExists(lock);
      }
    } catch (NoSuchFileException free) {
      // nobody holds it
    }
  }
}
