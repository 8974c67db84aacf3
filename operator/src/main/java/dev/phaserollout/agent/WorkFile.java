package dev.phaserollout.agent;

import java.time.Instant;

/**
 * A file of a working tree, as it was seen.
 *
 * @param path from the top of the tree, with slashes
 * @param size in bytes
 * @param modified when its content was last written
 */
record WorkFile(String path, Kind kind, long size, Instant modified) {

  /** What Git would take it for. */
  enum Kind {
    FILE,
    EXECUTABLE,
    LINK,
    /** A Git repository of its own inside the tree. */
    REPOSITORY,
    /** A socket, pipe or device. */
    OTHER
  }

  boolean isFile() {
    return kind == Kind.FILE || kind == Kind.EXECUTABLE;
  }
}
