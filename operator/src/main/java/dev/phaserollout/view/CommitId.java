package dev.phaserollout.view;

/** The id of a commit as people read it. */
final class CommitId {

  /** As many characters as tell commits of the largest repositories apart. */
  private static final int SHOWN = 12;

  private CommitId() {}

  static String shown(String id) {
    return id.substring(0, Math.min(SHOWN, id.length()));
  }
}
