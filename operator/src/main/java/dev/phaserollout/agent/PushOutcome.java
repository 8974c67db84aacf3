package dev.phaserollout.agent;

/** What the remote has made of a push. */
sealed interface PushOutcome {

  /** All changes are there. */
  record Done() implements PushOutcome {}

  /** A ref was another than expected, so nothing was changed: look again. */
  record Moved() implements PushOutcome {}

  /**
   * The remote does not want it.
   *
   * @param words its own: of its hooks, its branch protection or its rights
   */
  record Refused(String words) implements PushOutcome {}
}
