package dev.phaserollout.agent;

import dev.phaserollout.errand.FailureReason;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folders that the agent works with.
 *
 * @param git the agent's own Git directory: never mounted into a step, made where it is absent
 * @param workTree the working tree of the step; only {@code checkout} and {@code finish} need one
 * @param credentials the mounted Secret of {@code credentialsSecretRef}
 * @param signing the mounted Secret of {@code signing.secretRef}
 */
public record AgentFolders(
    Path git, Optional<Path> workTree, Optional<Path> credentials, Optional<Path> signing) {

  /** The working tree, for errands that need one. */
  Path tree() {
    Path tree =
        workTree.orElseThrow(
            () ->
                AgentFailure.lasting(
                    FailureReason.InvalidErrand,
                    "found no working tree, expected its folder; name it with --work-tree"));
    Path store = git.toAbsolutePath().normalize();
    Path absolute = tree.toAbsolutePath().normalize();
    if (store.startsWith(absolute) || absolute.startsWith(store)) {
      throw AgentFailure.lasting(
          FailureReason.InvalidErrand,
          "found the Git directory "
              + git
              + " and the working tree "
              + tree
              + " in one another, expected them apart, because a step may write to the tree; name"
              + " another with --git-dir");
    }
    return absolute;
  }
}
