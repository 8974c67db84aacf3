package dev.phaserollout.local;

/** A command can never be run as it is written, so waiting for it to start makes no sense. */
final class NotRunnable extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason one word, for the status
   * @param message what was found, what was expected and how to mend it
   */
  NotRunnable(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
