package dev.phaserollout.agent;

import dev.phaserollout.errand.RunId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The remote of the workspace. Every effect that anybody else can see is one call of {@link #push};
 * all else is looking.
 *
 * <p>Calls throw {@link IOException} where the remote cannot be reached or does not let one in.
 */
interface Origin {

  /**
   * What was seen in one look.
   *
   * @param head of the branch
   * @param candidates of the run, by the name of their step
   */
  record Seen(ObjectId head, Map<String, ObjectId> candidates) {}

  /** The short name of the branch that the remote itself prefers; empty where it has none. */
  Optional<String> defaultBranch() throws IOException;

  /** The commit that a ref means, tags peeled; empty where there is no such ref. */
  Optional<ObjectId> commitOf(String ref) throws IOException;

  /**
   * Brings one commit with its tree, without all of those before it where the remote allows that.
   *
   * @param depth how many commits: 1 for the commit alone, 2 for its parent as well
   */
  void fetchCommit(ObjectId commit, int depth, String branch) throws IOException;

  /**
   * Brings the branch, with all that has come to it since the commits that are here already, and
   * the candidates of the run. Empty where there is no such branch.
   */
  Optional<Seen> fetchBranch(String branch, RunId run) throws IOException;

  /** Brings all that the branch has ever had, whatever was left out before. */
  void fetchHistory(String branch) throws IOException;

  /** Makes all changes or none. */
  PushOutcome push(List<RefChange> changes) throws IOException;
}
