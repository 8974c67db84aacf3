package dev.phaserollout.agent;

import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.RunId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a step in a workspace of many files costs: {@code WorkspaceBenchmark [FILES [DIR]]}, by
 * default 100,000 files in a folder below that of temporary files. Prints a line a measurement.
 */
public final class WorkspaceBenchmark {

  private static final int FILES = 100_000;
  private static final int FILES_A_FOLDER = 100;
  private static final int BYTES_MEAN = 2_000;
  private static final int COMMITS_BEFORE = 200;
  private static final int STEPS = 5;
  private static final RunId RUN = new RunId("local", "shop", "2f6a", 1);

  private final Path folder;
  private final Path bare;
  private final GitWorkspace workspace;

  private WorkspaceBenchmark(Path folder) {
    this.folder = folder;
    this.bare = folder.resolve("shop.git");
    this.workspace = new GitWorkspace(bare.toString(), "main", null, null, null, null);
  }

  /** Measures once; the folder is left for a look. */
  public static void main(String[] args) throws IOException {
    int files = args.length > 0 ? Integer.parseInt(args[0]) : FILES;
    Path folder =
        args.length > 1
            ? Files.createDirectories(Path.of(args[1]))
            : Files.createTempDirectory("workspace-benchmark");
    new WorkspaceBenchmark(folder).run(files);
  }

  private void run(int files) throws IOException {
    timed("repository of " + files + " files", () -> fill(files));
    say("its pack: " + bytes(bare.resolve("objects")) / 1_000_000 + " MB");
    String head = new GitProgram(bare).run("rev-parse", "main");
    Path kept = folder.resolve("kept");
    for (int step = 1; step <= STEPS; step++) {
      Path tree = folder.resolve("tree-" + step);
      String given = head;
      Agent agent = Agent.keeping(folders(kept, tree), Clock.systemUTC());
      timed("step " + step + ": checkout", () -> agent.run(new Errand.Checkout(workspace, given)));
      Files.writeString(tree.resolve("f0/result.txt"), "step " + step + "\n");
      head = timed("step " + step + ": finish", () -> finish(agent, given));
    }
    say("the kept Git directory: " + bytes(kept) / 1_000_000 + " MB");
    Path alone = folder.resolve("tree-alone");
    String last = head;
    Agent pod = new Agent(folders(folder.resolve("alone"), alone), Clock.systemUTC());
    timed("a pod of its own: checkout", () -> pod.run(new Errand.Checkout(workspace, last)));
    Path desk = folder.resolve("desk");
    timed(
        "git clone --depth 1, for comparison",
        () ->
            new GitProgram(folder)
                .run("clone", "-q", "--depth", "1", "file://" + bare, desk.toString()));
    timed("look at the user's own tree", () -> UserTree.read(desk, folder));
    timed("git status, for comparison", () -> new GitProgram(desk).run("status", "--porcelain"));
  }

  private AgentFolders folders(Path git, Path tree) {
    return new AgentFolders(git, Optional.of(tree), Optional.empty(), Optional.empty());
  }

  private String finish(Agent agent, String given) {
    return agent
        .run(
            new Errand.Finish(
                workspace,
                RUN,
                "build",
                "step-" + given.substring(0, 12),
                given,
                given,
                List.of(),
                new CommitPoint(List.of("f0/result.txt"), "feat: result"),
                false))
        .commit()
        .orElseThrow();
  }

  /** Texts that compress as sources do, and some history before them. */
  private String fill(int files) throws IOException {
    Files.createDirectories(bare);
    GitProgram git = new GitProgram(bare);
    git.run("init", "-q", "--bare", "-b", "main", ".");
    Path stream = folder.resolve("stream");
    Random random = new Random(7);
    try (BufferedWriter out = Files.newBufferedWriter(stream, StandardCharsets.US_ASCII)) {
      commit(out, "Begin");
      for (int file = 0; file < files; file++) {
        write(out, "f" + file / FILES_A_FOLDER + "/file" + file + ".txt", text(random));
      }
      for (int commit = 0; commit < COMMITS_BEFORE; commit++) {
        commit(out, "Change " + commit);
        for (int file = 0; file < 20; file++) {
          int which = random.nextInt(files);
          write(out, "f" + which / FILES_A_FOLDER + "/file" + which + ".txt", text(random));
        }
      }
    }
    importFrom(stream);
    Files.delete(stream);
    return git.run("repack", "-q", "-a", "-d");
  }

  private void importFrom(Path stream) throws IOException {
    Process fastImport =
        new ProcessBuilder("git", "fast-import", "--quiet")
            .directory(bare.toFile())
            .redirectInput(stream.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (fastImport.onExit().join().exitValue() != 0) {
      throw new IOException("git fast-import failed");
    }
  }

  private static void commit(BufferedWriter out, String message) throws IOException {
    out.write("commit refs/heads/main\ncommitter A <a@example.com> 1700000000 +0000\n");
    out.write("data " + message.length() + "\n" + message + "\n");
  }

  private static void write(BufferedWriter out, String path, String text) throws IOException {
    out.write("M 644 inline " + path + "\ndata " + text.length() + "\n" + text + "\n");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = BYTES_MEAN / 2 + random.nextInt(BYTES_MEAN);
    while (text.length() < length) {
      text.append("value").append(random.nextInt(5000)).append(" = compute(item);\n");
    }
    return text.toString();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    }
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T timed(String what, Work<T> work) throws IOException {
    long from = System.nanoTime();
    Duration busyBefore = processor();
    T result = work.run();
    double seconds = (System.nanoTime() - from) / 1e9;
    double busy = processor().minus(busyBefore).toMillis() / 1e3;
    say(String.format(Locale.ROOT, "%-40s %7.2f s, processor %7.2f s", what, seconds, busy));
    return result;
  }

  /** What this process has had; of other programs nothing. */
  private static Duration processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
