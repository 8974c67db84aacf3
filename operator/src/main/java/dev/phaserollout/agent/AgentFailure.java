package dev.phaserollout.agent;

import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.FailureReason;

/**
 * An errand that came to nothing, for a reason that people can mend. Whatever else is thrown is a
 * defect.
 */
public final class AgentFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureReason reason;
  private final boolean passing;

  private AgentFailure(FailureReason reason, String message, boolean passing) {
    super(message);
    this.reason = reason;
    this.passing = passing;
  }

  /**
   * A failure that stays until somebody mends it.
   *
   * @param message what was found, what was expected, and how to mend it
   */
  static AgentFailure lasting(FailureReason reason, String message) {
    return new AgentFailure(reason, message, false);
  }

  /** A failure that the next try may not meet, such as a host that does not answer. */
  static AgentFailure passing(FailureReason reason, String message) {
    return new AgentFailure(reason, message, true);
  }

  /** The kind of the failure. */
  public FailureReason reason() {
    return reason;
  }

  /** Whether another try may go well although nobody has changed anything. */
  public boolean isPassing() {
    return passing;
  }

  /** The same as a value that can be sent. */
  public ErrandFailure end() {
    return new ErrandFailure(reason.name(), passing, words());
  }

  /** What was found, what was expected, and how to mend it. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
