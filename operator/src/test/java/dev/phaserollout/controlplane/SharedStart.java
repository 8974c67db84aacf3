package dev.phaserollout.controlplane;

import java.util.Optional;

/**
 * One attempt to start the control plane for all test classes: a failure is told to each of them,
 * not repeated.
 */
final class SharedStart implements AutoCloseable {
  private Optional<RunningControlPlane> running = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();

  SharedStart() {
    try {
      running = Optional.of(RunningControlPlane.start());
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
  }

  RunningControlPlane controlPlane() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return running.orElseThrow();
  }

  @Override
  public void close() {
    running.ifPresent(RunningControlPlane::close);
  }
}
