package dev.phaserollout.controlplane;

/**
 * The control plane could not be had or started; the message says what was tried and how to mend
 * it.
 */
public final class ControlPlaneFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure whose message is the whole story. */
  public ControlPlaneFailure(String message) {
    super(message);
  }

  /** A failure with a cause that helps whoever mends it. */
  public ControlPlaneFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
