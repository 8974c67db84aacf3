package dev.phaserollout.controlplane;

import java.util.Optional;

/**
 * One attempt to start the control plane for all test classes: a failure is told to each of them,
 * not repeated.
 */
final class SharedStart implements AutoCloseable {
  private Optional<RunningControlPlane> running = Optional.empty();
  private Optional<ControlPlaneFailure> failure = Optional.empty();

  SharedStart() {
    try {
      running = Optional.of(RunningControlPlane.start());
    } catch (ControlPlaneFailure e) {
      failure = Optional.of(e);
    }
  }

  RunningControlPlane controlPlane() {
    failure.ifPresent(
        cause -> {
          throw new ControlPlaneFailure(cause.getMessage(), cause);
        });
    return running.orElseThrow();
  }

  @Override
  public void close() {
    running.ifPresent(RunningControlPlane::close);
  }
}
