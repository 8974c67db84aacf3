package dev.phaserollout.controlplane.binaries;

/** Takes a line whenever something begins that a person would wait for. */
@FunctionalInterface
public interface Progress {
  void say(String line);

  /** Lines on standard error, which a build shows while the tests still run. */
  static Progress onConsole() {
    return line -> System.err.println("[control plane] " + line);
  }
}
