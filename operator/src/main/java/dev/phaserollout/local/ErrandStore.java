package dev.phaserollout.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The agent's Git directory of a rollout, kept from errand to errand. One that a process was ended
 * over may hold locks that nobody gives back and halves of files: it is made anew. For one thread.
 */
final class ErrandStore {

  private final Path git;
  private final Path inUse;
  private boolean known;

  ErrandStore(StateFolder state) {
    this.git = state.git();
    this.inUse = git.resolveSibling(git.getFileName() + ".in-use");
  }

  /** The directory, for one errand, which ends with {@link #release}. */
  Path take() throws IOException {
    if (!known && Files.exists(inUse)) {
      FolderTree.delete(git);
    }
    known = true;
    try {
      Files.createFile(inUse);
    } catch (FileAlreadyExistsException leftByAnother) {
      // Made anew above.
    }
    return git;
  }

  /** The errand has ended, however it has. */
  void release() throws IOException {
    Files.deleteIfExists(inUse);
  }
}
