package dev.phaserollout.agent;

import dev.phaserollout.agent.Origin.Seen;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.errand.RunId;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What an errand has at hand.
 *
 * @param branch the short name of the branch that the rollout works on
 */
record Workbench(String branch, GitStore store, Origin origin, CommitWriter writer) {

  /** The full name of the branch. */
  String ref() {
    return "refs/heads/" + branch;
  }

  /** A look at the branch and the candidates of the run. */
  Seen look(RunId run) throws IOException {
    return origin.fetchBranch(branch, run).orElseThrow(this::noBranch);
  }

  AgentFailure noBranch() {
    return AgentFailure.lasting(
        FailureReason.WorkspaceRefused,
        "workspace.git.branch: found '"
            + branch
            + "', which the remote does not have, expected a branch of it; push one, or name"
            + " another");
  }

  /** Whether the branch has the commit already. */
  boolean contains(ObjectId head, ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(store.repository())) {
      return walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(head));
    }
  }

  /** The newest commit of the branch since another one that has all of the trailers. */
  Optional<RevCommit> own(ObjectId head, ObjectId since, CommitTrailers trailers)
      throws IOException {
    try (RevWalk walk = since(head, since)) {
      for (RevCommit commit : walk) {
        if (CommitTrailers.of(commit.getFullMessage()).haveAll(trailers)) {
          return Optional.of(commit);
        }
      }
    }
    return Optional.empty();
  }

  /** All that has come to the branch since a commit, newest first. */
  RevWalk since(AnyObjectId head, AnyObjectId since) throws IOException {
    RevWalk walk = new RevWalk(store.repository());
    walk.sort(RevSort.TOPO);
    walk.markStart(walk.parseCommit(head));
    walk.markUninteresting(walk.parseCommit(since));
    return walk;
  }
}
