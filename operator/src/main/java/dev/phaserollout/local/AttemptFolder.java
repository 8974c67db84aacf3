package dev.phaserollout.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The files of one attempt. Each is written once and by one writer, so what is there stays true.
 *
 * @param root the attempt's own folder
 */
record AttemptFolder(Path root) {

  /** The name of the environment variable that is different for every attempt on a host. */
  static final String OUTPUTS_VARIABLE = "PHASEROLLOUT_OUTPUTS";

  /** What a shell's exit code would be. */
  private static final int NEVER_RAN = 126;

  /** What is run, for people. */
  Path command() {
    return root.resolve("command");
  }

  Path claimFile() {
    return root.resolve("claim");
  }

  /** What the step wrote to its standard output and error. */
  Path log() {
    return root.resolve("log");
  }

  Path outputs() {
    return root.resolve("outputs");
  }

  Path exit() {
    return root.resolve("exit");
  }

  /** The working tree of a step in a workspace: a clone, which people may look at afterwards. */
  Path tree() {
    return root.resolve("tree");
  }

  /** There from the moment at which the attempt was asked to end for good. */
  Path cancelled() {
    return root.resolve("cancelled");
  }

  /** There from the moment at which a person took the attempt away; its text says how. */
  Path interrupted() {
    return root.resolve("interrupted");
  }

  boolean claimed() {
    return Files.exists(claimFile());
  }

  /** Takes the attempt for {@code claim}; false when it is taken already. */
  boolean claim(Claim claim) throws IOException {
    return writeOnce(claimFile(), claim.text());
  }

  /**
   * Records that the attempt can never be run, unless somebody has claimed it. Between the two
   * writes it is lost, as any attempt that is claimed and has no end.
   */
  boolean neverRuns(String job, NotRunnable why) throws IOException {
    boolean ours = claim(Claim.neverToStart(job));
    if (ours) {
      writeOnce(log(), why.getMessage() + "\n");
      writeOnce(exit(), NEVER_RAN + " " + why.reason() + "\n");
    }
    return ours;
  }

  /** Writes a mark that is not there yet; an older one keeps its time and text. */
  void mark(Path mark, String text) throws IOException {
    writeOnce(mark, text);
  }

  private static boolean writeOnce(Path file, String text) throws IOException {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  /** The text of one of the files, empty where it is missing. */
  static Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  /** When one of the files was written, empty where it is missing. */
  static Optional<Instant> time(Path file) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }
}
