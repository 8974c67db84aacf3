package dev.phaserollout.engine;

import java.util.Optional;

/**
 * Where in its phase a gate stands: {@code gates/availability} or {@code deploy/gates/coverage}. It
 * takes the place of a step's name where a Job is of a gate, so that no two gates of a phase share
 * one.
 */
final class GatePath {

  private GatePath() {}

  /** The step whose gate it is; empty for a gate of the phase. */
  static Optional<String> step(String path) {
    int slash = path.indexOf('/');
    return slash >= 0 && slash < path.lastIndexOf('/')
        ? Optional.of(path.substring(0, slash))
        : Optional.empty();
  }

  static String gate(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
