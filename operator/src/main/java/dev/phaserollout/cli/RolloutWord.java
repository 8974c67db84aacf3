package dev.phaserollout.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a word of the command line means a file of this host or a rollout on a cluster. A name of
 * a rollout has neither a dot nor a slash, so whatever has one is a file; where a word could be
 * either, the user is asked, never guessed for.
 */
final class RolloutWord {

  private RolloutWord() {}

  /**
   * @param fileMeant whether the call says something that only files have
   * @throws Refusal where both are meant, or either could be
   */
  static boolean meansFile(String word, ClusterOptions options, boolean fileMeant) {
    boolean file = word.matches(".*[./\\\\].*") || word.isEmpty() || fileMeant;
    if (file && options.given()) {
      throw new Refusal(
          Exit.USAGE,
          "found the file '"
              + word
              + "' and an option of a cluster, expected either; name a rollout of the cluster, or"
              + " take the option away");
    }
    if (!file && !options.given() && Files.exists(Path.of(word))) {
      throw new Refusal(
          Exit.USAGE,
          "found '"
              + word
              + "', which is a file here and may be a rollout on the cluster; write ./"
              + word
              + " for the file, or name the namespace with -n for the rollout");
    }
    return file;
  }
}
