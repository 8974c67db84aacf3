package dev.phaserollout.local;

import dev.phaserollout.engine.JobRequest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Starts {@code attempt.sh}, which claims and runs an attempt. */
final class AttemptLauncher {

  /** The exit code of a script that found the attempt claimed. */
  static final int CLAIMED_BEFORE = 75;

  /** The exit code of a script that ran the attempt and could not record how it ended. */
  static final int CLAIM_GONE = 73;

  private final Path workingDirectory;
  private final Path script;
  private final ProcessEnvironment environment;
  private final Duration grace;
  private final boolean setsid;

  /**
   * @param workingDirectory where steps run, unless they name a folder below it
   * @param grace how long a command may take to end after TERM before it gets KILL; whole seconds
   */
  AttemptLauncher(
      StateFolder state, Path workingDirectory, ProcessEnvironment environment, Duration grace) {
    this.workingDirectory = workingDirectory;
    this.script = state.launcher();
    this.environment = environment;
    this.grace = grace;
    this.setsid = onPath("setsid");
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(path)
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Puts the script into the state folder, where {@code ps} shows it by its name. */
  void install() throws IOException {
    byte[] text = scriptText();
    if (!Files.exists(script) || !java.util.Arrays.equals(Files.readAllBytes(script), text)) {
      // Replaced, never rewritten: a shell reads its script while it runs it.
      DurableFile.replace(script, text);
    }
  }

  private static byte[] scriptText() throws IOException {
    try (InputStream text = AttemptLauncher.class.getResourceAsStream("attempt.sh")) {
      if (text == null) {
        throw new IllegalStateException("attempt.sh is missing from the jar; build it again");
      }
      return text.readAllBytes();
    }
  }

  /**
   * Starts the script; whether it gets the attempt shows in the attempt's folder.
   *
   * @throws NotRunnable when no later start could succeed either
   * @throws IOException when a later start may succeed
   */
  Process start(JobRequest request, AttemptFolder folder) throws IOException, NotRunnable {
    Map<String, String> variables = environment.ofContainer(request, folder);
    Files.createDirectories(folder.root());
    List<String> command = new ArrayList<>();
    for (String word : request.container().command()) {
      command.add(VariableReferences.expand(word, variables));
    }
    for (String word : request.container().args()) {
      command.add(VariableReferences.expand(word, variables));
    }
    ProcessText.check(command, variables);
    Path directory = directory(request, folder);
    Files.writeString(folder.command(), shown(request, directory), StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>(session());
    words.addAll(
        List.of(
            "sh",
            script.toString(),
            folder.root().toString(),
            request.name(),
            Long.toString(grace.toSeconds())));
    words.addAll(command);
    ProcessBuilder process = new ProcessBuilder(words).directory(directory.toFile());
    process.environment().clear();
    process.environment().putAll(environment.ofProcess(variables, request.errands().isPresent()));
    process.redirectInput(new File("/dev/null"));
    process.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    process.redirectError(folder.root().resolve("launch").toFile());
    return process.start();
  }

  /** A session of its own keeps the terminal's Ctrl-C away from the script. */
  private List<String> session() {
    return setsid
        ? List.of("setsid", "--")
        : List.of("perl", "-MPOSIX=setsid", "-e", "setsid(); exec { $ARGV[0] } @ARGV", "--");
  }

  /** Whatever creates the folder has ended by now: this step depends on it. */
  private Path directory(JobRequest request, AttemptFolder folder) throws NotRunnable {
    String below = request.container().workingDir();
    Path top = request.errands().isPresent() ? folder.tree() : workingDirectory;
    Path directory = below == null ? top : top.resolve(below);
    if (!Files.isDirectory(directory)) {
      throw new NotRunnable(
          "WorkingDirNotFound",
          "workingDir: found '"
              + below
              + "', expected a folder below "
              + top
              + "; create it, or let a step that this one depends on create it");
    }
    return directory;
  }

  /** As a person would type it; values of variables are not in it, they may be secret. */
  private static String shown(JobRequest request, Path directory) {
    List<String> words = new ArrayList<>();
    request.container().command().forEach(word -> words.add(ShellText.quoted(word)));
    request.container().args().forEach(word -> words.add(ShellText.quoted(word)));
    return String.join(" ", words) + "\n# in " + directory + ", as " + request.attempt() + "\n";
  }
}
