package dev.phaserollout.local;

/** What the caller of a local run wants of it. */
public enum LocalCommand {
  /** Begin, or go on where the last call stopped: with what failed, or with its rollback. */
  GO_ON,
  /** After a run has ended: the next one, which reuses nothing. */
  RERUN,
  /** Undo the run, under way or over, from the spec that it was accepted with. */
  ROLLBACK,
  /** End the run that is under way, or its rollback. */
  ABORT;

  /** Whether it is about the run that is there, so that an edit of the file starts no other. */
  boolean endsTheRun() {
    return this == ROLLBACK || this == ABORT;
  }
}
