package dev.phaserollout.local;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.engine.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Where a local run keeps what it knows: one folder per rollout.
 *
 * <pre>
 * checkpoint.json      status, integrity and bookkeeping
 * lock                 who is running it
 * attempt.sh           what runs an attempt
 * revisions/           the spec of each run
 * answers/             what people have decided
 * git/                 the agent's own Git directory
 * runs/3/build.compile/1/{command,claim,log,outputs,exit}
 * runs/3/build.compile/1/{errands,before.end,tree,after.end}
 * runs/3/build.compile.rollback/1/…
 * runs/3/build.compile.gates.tests.gate/1/…
 * runs/3/workspace.prepare.git/1/{errands,alone.end,log}
 * </pre>
 *
 * @param root absolute
 */
public record StateFolder(Path root) {

  private static final String PLACE = ".phaserollout";

  /** Whether a path of a working tree is in a state folder that the user has not named. */
  static boolean isState(String path) {
    return Arrays.asList(path.split("/", -1)).contains(PLACE);
  }

  /** The folder's place unless the user names another: beside the rollout's file. */
  public static StateFolder beside(Path file, String rollout) {
    return new StateFolder(
        file.toAbsolutePath().normalize().resolveSibling(PLACE).resolve(rollout));
  }

  /** The folder of a rollout in a place that the user named. */
  public static StateFolder in(Path place, String rollout) {
    return new StateFolder(place.toAbsolutePath().normalize().resolve(rollout));
  }

  Path checkpoint() {
    return root.resolve("checkpoint.json");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path launcher() {
    return root.resolve("attempt.sh");
  }

  Path revisions() {
    return root.resolve("revisions");
  }

  /** What people have decided. */
  Path answers() {
    return root.resolve("answers");
  }

  /** The agent's own Git directory. */
  Path git() {
    return root.resolve("git");
  }

  Path runs() {
    return root.resolve("runs");
  }

  Path run(int number) {
    return runs().resolve(Integer.toString(number));
  }

  AttemptFolder attempt(Attempt attempt) {
    String step = attempt.phase() + "." + word(attempt.step());
    if (attempt.role() != Role.STEP) {
      step = step + "." + attempt.role().label();
    }
    return attempt(attempt.run(), step, attempt.number());
  }

  /** Where people find the log of an attempt of a step. */
  public Path log(int run, String phase, String step, int attempt) {
    return attempt(run, phase + "." + step, attempt).log();
  }

  /** Where people find the log of an attempt to undo a step. */
  public Path rollbackLog(int run, String phase, String step, int attempt) {
    return attempt(run, phase + "." + step + "." + Role.ROLLBACK.label(), attempt).log();
  }

  /** Where people find what the agent said of an attempt at a Git Job of a step, or of the run. */
  public Path gitLog(int run, String phase, String step, int attempt) {
    return attempt(run, phase + "." + step + "." + Role.GIT.label(), attempt).log();
  }

  /**
   * Where people find the log of a measurement by a gate's Job.
   *
   * @param path where in its phase the gate stands: {@code gates/smoke} or {@code
   *     deploy/gates/coverage}
   */
  public Path gateLog(int run, String phase, String path, int attempt) {
    return attempt(run, phase + "." + word(path) + "." + Role.GATE.label(), attempt).log();
  }

  /** A gate is named by several words with slashes between them. */
  private static String word(String step) {
    return step.replace('/', '.');
  }

  private AttemptFolder attempt(int run, String work, int number) {
    return new AttemptFolder(run(run).resolve(work).resolve(Integer.toString(number)));
  }

  /**
   * Makes the folder where it is missing.
   *
   * @throws LocalRefusal where that cannot be done
   */
  void create() {
    try {
      Files.createDirectories(root);
      Path ignored = root.resolve(".gitignore");
      if (Files.notExists(ignored)) {
        // The folder may be inside of a working tree, which is to look as it did before.
        Files.writeString(ignored, "*\n");
      }
    } catch (IOException unwritable) {
      throw new LocalRefusal(unwritable("the state folder", root, unwritable));
    }
  }

  /** Attempts without the checkpoint that names them: going on could run a finished step again. */
  boolean lostItsCheckpoint() {
    if (Files.exists(checkpoint()) || !Files.isDirectory(runs())) {
      return false;
    }
    try (Stream<Path> runs = Files.list(runs())) {
      return runs.findAny().isPresent();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The safe way out of whatever is wrong with the folder: keep all of it and begin anew. */
  String setAside() {
    Path aside = root.resolveSibling(root.getFileName() + ".aside");
    for (int i = 2; Files.exists(aside); i++) {
      // An mv onto a folder that is there would move the state into it.
      aside = root.resolveSibling(root.getFileName() + ".aside-" + i);
    }
    return "begin anew, keeping what is there, with: mv " + quoted(root) + " " + quoted(aside);
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }

  /**
   * A file that does not hold what a run of this version has written into it.
   *
   * @param found what it holds instead, in words
   */
  LocalRefusal damaged(Path file, String found, String expected) {
    return new LocalRefusal(new Problem(file.toString(), found, expected, setAside()));
  }

  /** What the file system said, in words that stand after "found". */
  static String fault(IOException unreadable) {
    return "what cannot be read ("
        + unreadable.getClass().getSimpleName()
        + ": "
        + unreadable.getMessage()
        + ")";
  }

  static Problem unwritable(String what, Path path, IOException fault) {
    return Problem.of(
        what,
        path.toString(),
        "a place that can be written ("
            + fault.getClass().getSimpleName()
            + ": "
            + fault.getMessage()
            + ")",
        "make room or give yourself the right to write there, or name another place with --state");
  }
}
