package dev.phaserollout.controlplane;

import java.util.List;

/**
 * What became of one kubectl command.
 *
 * @param command the executable and its arguments
 * @param exitCode 0 for success
 * @param out standard output
 * @param err standard error
 */
public record KubectlResult(List<String> command, int exitCode, String out, String err) {

  /**
   * Standard output of a command that must have succeeded; fails the test with all that was said
   * otherwise.
   */
  public String outputOfSuccess() {
    if (exitCode != 0) {
      throw new AssertionError(
          String.join(" ", command) + " ended with exit code " + exitCode + "\n" + out + err);
    }
    return out;
  }
}
