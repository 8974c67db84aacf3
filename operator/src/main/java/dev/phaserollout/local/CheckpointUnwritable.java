package dev.phaserollout.local;

import java.io.IOException;

/** The checkpoint could not be written, so nothing that follows from it may be done. */
final class CheckpointUnwritable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String fault;

  CheckpointUnwritable(IOException cause) {
    super(cause);
    this.fault = cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /** What the file system said. */
  String fault() {
    return fault;
  }
}
