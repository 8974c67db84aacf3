package dev.phaserollout.kubelet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JVM with one container, for a test that kills it. */
final class ContainerProgram {
  private ContainerProgram() {}

  /**
   * Starts a container that starts more and ignores signals, and waits to be killed.
   *
   * @param args the folder of the container, which its processes are known by
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ContainerProcess.start(
        List.of("sh", "-c", "trap : TERM; sh -c 'sleep 3600' & echo up; wait; sleep 3600"),
        folder,
        Map.of("PATH", System.getenv("PATH"), "FOLDER", folder.toString()),
        folder.resolve("log"));
    while (System.in.read() >= 0) {
      continue;
    }
  }
}
