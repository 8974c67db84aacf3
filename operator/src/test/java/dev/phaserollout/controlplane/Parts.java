package dev.phaserollout.controlplane;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been started so far, ended newest first, every part even if ending another one failed.
 */
final class Parts implements AutoCloseable {
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  /** Ends all parts because of a failure, which stays the one that is told. */
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (ControlPlaneFailure e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    ControlPlaneFailure failure = new ControlPlaneFailure("the control plane did not end cleanly");
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
