package dev.phaserollout.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who runs an attempt, for ever: the first to write it owns the attempt.
 *
 * @param job name of the Job that the attempt would be on a cluster
 * @param pid of the {@code attempt.sh} that runs it, 0 where it was claimed so that it never runs
 * @param birth of that process, see {@link ProcessBirth}
 */
record Claim(String job, long pid, String birth) {

  private static final String CANCELLED = "cancelled before it started";

  /** A claim that keeps every later start from running the attempt. */
  static Claim neverToStart(String job) {
    return new Claim(job, 0, CANCELLED);
  }

  boolean neverStarted() {
    return birth.equals(CANCELLED);
  }

  /** Whether the process that claimed the attempt is alive, and not another with its number. */
  boolean alive() {
    return pid > 0 && ProcessBirth.of(pid).filter(birth::equals).isPresent();
  }

  String text() {
    return "job=" + job + "\npid=" + pid + "\nbirth=" + birth + "\nend\n";
  }

  /** Empty while the claim is being written, or when its writer was killed over it. */
  static Optional<Claim> parse(String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    if (lines.size() < 4 || !lines.get(3).equals("end")) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(value(lines.get(1)));
      return Optional.of(new Claim(value(lines.get(0)), pid, value(lines.get(2))));
    } catch (NumberFormatException edited) {
      return Optional.empty();
    }
  }

  private static String value(String line) {
    return line.substring(line.indexOf('=') + 1).strip();
  }
}
