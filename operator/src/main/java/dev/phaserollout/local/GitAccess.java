package dev.phaserollout.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What of this host the Git work of a rollout may use.
 *
 * @param workTree the top of the user's own working tree, which is read before a run begins and
 *     never written to; steps work on clones
 * @param credentials a folder in the form of the Secret of {@code credentialsSecretRef}
 * @param signing a folder in the form of the Secret of {@code signing.secretRef}
 */
public record GitAccess(
    Optional<Path> workTree, Optional<Path> credentials, Optional<Path> signing) {

  /** Where the user has named nothing. */
  public static final GitAccess NONE =
      new GitAccess(Optional.empty(), Optional.empty(), Optional.empty());
}
