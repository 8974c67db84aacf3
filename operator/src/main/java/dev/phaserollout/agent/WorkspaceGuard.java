package dev.phaserollout.agent;

import java.util.Optional;

/**
 * Refuses to work in a repository that is not the one that the rollout expects: a workspace that
 * was copied from another project would get that project's commits.
 */
public final class WorkspaceGuard {

  private static final String FILE = "file://";

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
   * Whether two addresses mean one repository: servers take them with and without their last few
   * characters.
   */
  public static boolean isSame(String one, String other) {
    return bare(one).equals(bare(other));
  }

  /** Whether an address means a folder of this host, for which nobody needs credentials. */
  public static boolean isFolder(String url) {
    try {
      return RemoteAddress.of(url).way() == RemoteAddress.Way.FOLDER;
    } catch (AgentFailure noAddress) {
      return false;
    }
  }

  private static String bare(String url) {
    String bare = url.startsWith(FILE) ? url.substring(FILE.length()) : url;
    while (bare.endsWith("/")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare.endsWith(".git") ? bare.substring(0, bare.length() - ".git".length()) : bare;
  }
}
