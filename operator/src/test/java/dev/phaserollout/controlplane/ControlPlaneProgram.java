package dev.phaserollout.controlplane;

import dev.phaserollout.controlplane.binaries.Binaries;
import java.io.IOException;
import java.nio.file.Path;

/** A JVM of its own with a control plane, for tests that kill it. It runs until its input ends. */
final class ControlPlaneProgram {
  static final String READY = "ready";

  private ControlPlaneProgram() {}

  /**
   * Starts a control plane.
   *
   * @param args where the executables are, and where all files go
   */
  public static void main(String[] args) throws IOException {
    Binaries binaries = new Binaries(Path.of(args[0]));
    try (RunningControlPlane running = RunningControlPlane.start(binaries, Path.of(args[1]))) {
      System.out.println(READY);
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }
}
