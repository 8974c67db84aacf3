package dev.phaserollout.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * The rollout that a call is about: a file of this host, with its state, or a rollout on a cluster.
 * A name of a rollout has neither a dot nor a slash, so whatever has one is a file; where a word
 * could be either, the user is asked, never guessed for.
 */
final class RolloutWord {

  @Mixin private final ClusterOptions where = new ClusterOptions();

  @Parameters(
      index = "0",
      paramLabel = "FILE|NAME",
      description = "the rollout, in YAML, or its name on the cluster")
  private String word = "";

  @Mixin private final StateOption state = new StateOption();

  /** As it was written. */
  String text() {
    return word;
  }

  /** The file, where one is meant. */
  Path file() {
    return Path.of(word);
  }

  /** Where the rollout of a file keeps what it knows. */
  StateOption state() {
    return state;
  }

  /** The cluster, where a rollout on one is meant. */
  Cluster open(Session session) {
    return where.open(session);
  }

  /**
   * Whether a file of this host is meant, and no rollout on a cluster.
   *
   * @throws Refusal where both are meant, or either could be
   */
  boolean meansFile() {
    return meansFile(false);
  }

  /**
   * The same where the call has more options that only files have.
   *
   * @param given whether one of them is given
   */
  boolean meansFile(boolean given) {
    boolean file = word.matches(".*[./\\\\].*") || word.isEmpty() || state.given() || given;
    if (file && where.given()) {
      throw new Refusal(
          Exit.USAGE,
          "found the file '"
              + word
              + "' and an option of a cluster, expected either; name a rollout of the cluster, or"
              + " take the option away");
    }
    if (!file && !where.given() && Files.exists(Path.of(word))) {
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
