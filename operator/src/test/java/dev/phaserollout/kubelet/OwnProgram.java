package dev.phaserollout.kubelet;

import java.nio.file.Path;
import java.util.List;

/** The program of this build, as a process beside the tests: what its image would run. */
final class OwnProgram {
  private OwnProgram() {}

  /** A command that takes the words of the command line behind it. */
  static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.phaserollout.cli.Main");
  }
}
