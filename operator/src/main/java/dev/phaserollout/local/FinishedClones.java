package dev.phaserollout.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Deletes the clones of attempts that have gone well, beside the run: those of others stay for
 * people to look at, and go with their run.
 */
final class FinishedClones implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "phaserollout-clones");
            made.setDaemon(true);
            return made;
          });

  /** Deletes the clone of an attempt soon, where it has one. */
  void delete(AttemptFolder attempt) {
    if (Files.isDirectory(attempt.tree())) {
      thread.execute(() -> deleteQuietly(attempt.tree()));
    }
  }

  private static void deleteQuietly(Path tree) {
    try {
      FolderTree.delete(tree);
    } catch (IOException kept) {
      // Nothing but disk space hangs on it, and it goes with its run.
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
