package dev.phaserollout.controlplane;

import dev.phaserollout.controlplane.binaries.Binary;
import dev.phaserollout.controlplane.binaries.BinaryLocator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the real kubectl, of the same version as the API server, as one user. Neither the machine's
 * kubeconfig nor the developer's preferences reach it.
 */
public final class Kubectl {
  private static final int PATIENCE_SECONDS = 120;

  private final Path executable;
  private final Path kubeconfig;
  private final Path scratch;

  Kubectl(Path executable, Path kubeconfig, Path scratch) {
    this.executable = executable;
    this.kubeconfig = kubeconfig;
    this.scratch = scratch;
  }

  /**
   * The kubectl of a cluster that somebody else runs.
   *
   * @param kubeconfig says which cluster, and as whom
   * @param scratch a folder for the files of its calls
   */
  public static Kubectl of(Path kubeconfig, Path scratch) {
    Path executable = BinaryLocator.standard(System.getenv()).locate().path(Binary.KUBECTL);
    return new Kubectl(executable, kubeconfig, scratch);
  }

  /** Runs one command, whatever comes of it. */
  public KubectlResult run(String... arguments) {
    return runWithInput("", arguments);
  }

  /**
   * Runs one command with text on its standard input: {@code runWithInput(yaml, "apply", "-f",
   * "-")}.
   */
  public KubectlResult runWithInput(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(scratch, "kubectl", ".out");
      Path err = Files.createTempFile(scratch, "kubectl", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.to(out.toFile()))
              .redirectError(Redirect.to(err.toFile()));
      String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
      builder.environment().clear();
      builder.environment().put("PATH", path); // kubectl diff calls diff
      builder.environment().put("HOME", scratch.toString());
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
      int exitCode = await(builder.start(), input, command);
      KubectlResult result =
          new KubectlResult(command, exitCode, Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + String.join(" ", command), e);
    }
  }

  /** Runs one command that must succeed and returns what it printed. */
  public String succeed(String... arguments) {
    return run(arguments).outputOfSuccess();
  }

  /** Applies manifests, which must succeed, and returns what kubectl printed. */
  public String apply(String yaml) {
    return runWithInput(yaml, "apply", "-f", "-").outputOfSuccess();
  }

  private static int await(Process process, String input, List<String> command) throws IOException {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // kubectl ended without reading all of it; its exit code and its words say why
    }
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().onExit().join();
        throw new ControlPlaneFailure(
            String.join(" ", command) + " was still running after " + PATIENCE_SECONDS + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ControlPlaneFailure("interrupted during " + String.join(" ", command), e);
    }
  }
}
