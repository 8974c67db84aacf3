package dev.phaserollout.agent;

import java.util.Optional;

/**
 * Refuses to work in a repository that is not the one that the rollout expects: a workspace that
 * was copied from another project would get that project's commits.
 */
public final class WorkspaceGuard {

  private WorkspaceGuard() {}

  /**
   * What is wrong with the address in a spec; empty where it is the expected one.
   *
   * @param url {@code workspace.git.url}
   * @param expected {@code workspace.git.expectedRemote}; no guard where it is empty
   */
  public static Optional<String> ofSpec(String url, Optional<String> expected) {
    return expected
        .filter(remote -> !isSame(url, remote))
        .map(
            remote ->
                "workspace.git.url: found '"
                    + url
                    + "', expected "
                    + remote
                    + " as expectedRemote has it; write url: "
                    + remote
                    + ", or mend expectedRemote");
  }

  /**
   * What is wrong with a working tree on this host; empty where its origin is the expected one.
   *
   * @param folder the working tree
   * @param origin the address of its remote {@code origin}, empty where it has none
   * @param expected as above
   */
  public static Optional<String> ofFolder(
      String folder, Optional<String> origin, Optional<String> expected) {
    if (expected.isEmpty() || origin.filter(url -> isSame(url, expected.get())).isPresent()) {
      return Optional.empty();
    }
    String verb = origin.isPresent() ? " remote set-url origin " : " remote add origin ";
    return Optional.of(
        folder
            + ": found "
            + origin.map(url -> "the origin '" + url + "'").orElse("no origin")
            + ", expected "
            + expected.get()
            + "; mend it with: git -C "
            + folder
            + verb
            + expected.get());
  }

  /** Servers take an address with and without its last few characters. */
  private static boolean isSame(String one, String other) {
    return bare(one).equals(bare(other));
  }

  private static String bare(String url) {
    String bare = url;
    while (bare.endsWith("/")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare.endsWith(".git") ? bare.substring(0, bare.length() - ".git".length()) : bare;
  }
}
