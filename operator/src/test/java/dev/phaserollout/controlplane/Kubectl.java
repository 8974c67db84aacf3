package dev.phaserollout.controlplane;

import dev.phaserollout.controlplane.binaries.Binary;
import dev.phaserollout.controlplane.binaries.BinaryLocator;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the real kubectl, of the same version as the API server, as one user. Neither the machine's
 * kubeconfig nor the developer's preferences reach it.
 */
public final class Kubectl {
  private static final int PATIENCE_SECONDS = 120;

  private final Path executable;
  private final Path kubeconfig;
  private final Path scratch;
  private final List<Path> folders;

  Kubectl(Path executable, Path kubeconfig, Path scratch) {
    this(executable, kubeconfig, scratch, List.of());
  }

  private Kubectl(Path executable, Path kubeconfig, Path scratch, List<Path> folders) {
    this.executable = executable;
    this.kubeconfig = kubeconfig;
    this.scratch = scratch;
    this.folders = folders;
  }

  /** The same with these folders, where plugins and what they need may be, first on its PATH. */
  public Kubectl withPath(Path... folders) {
    return new Kubectl(executable, kubeconfig, scratch, List.of(folders));
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
          process(command)
              .redirectOutput(Redirect.to(out.toFile()))
              .redirectError(Redirect.to(err.toFile()));
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

  /**
   * Starts one command on a terminal of its own, of 100 columns.
   *
   * @param screen takes all that is written to the terminal
   */
  public Process startOnTerminal(Path screen, String... arguments) throws IOException {
    String call =
        Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    ProcessBuilder builder =
        process(List.of("script", "-qefc", "stty cols 100 rows 30; exec " + call, "/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    builder.environment().put("TERM", "xterm");
    builder.environment().put("LANG", "C.UTF-8");
    return builder.start();
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", before(path)); // kubectl diff calls diff
    environment.put("HOME", scratch.toString());
    environment.put("KUBECONFIG", kubeconfig.toString());
    return builder;
  }

  private String before(String path) {
    return Stream.concat(folders.stream().map(Path::toString), Stream.of(path))
        .collect(Collectors.joining(File.pathSeparator));
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
