package dev.phaserollout.job;

import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.api.Deliverable;
import dev.phaserollout.api.GitSigning;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.SecretRef;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.RunId;
import java.util.List;
import java.util.Optional;

/** What the agent is sent for in pods of tests: a workspace with credentials and a signing key. */
final class Errands {

  static final String COMMIT = "c0ffee".repeat(6) + "c0ff";

  static final GitWorkspace WORKSPACE =
      new GitWorkspace(
          "https://git.example/shop.git",
          "main",
          null,
          new SecretRef("git-credentials"),
          null,
          new GitSigning(new SecretRef("signing-key")));

  /** Anybody may read it, and nothing is signed. */
  static final GitWorkspace OPEN =
      new GitWorkspace("https://git.example/shop.git", "main", null, null, null, null);

  private static final RunId RUN = new RunId("shop", "checkout", Requests.UID, 3);

  private Errands() {}

  /** A step that works in the tree and leaves nothing that is looked at. */
  static JobErrands before(GitWorkspace workspace) {
    return new JobErrands.Around(new Errand.Checkout(workspace, COMMIT), Optional.empty());
  }

  /** A step that commits. */
  static JobErrands around(GitWorkspace workspace) {
    return around(workspace, "costs $(HOME) and $$");
  }

  static JobErrands around(GitWorkspace workspace, String message) {
    return new JobErrands.Around(
        new Errand.Checkout(workspace, COMMIT),
        Optional.of(
            new Errand.Finish(
                workspace,
                RUN,
                "staging",
                "migrate",
                COMMIT,
                COMMIT,
                List.<Deliverable>of(),
                new CommitPoint(List.of("docs"), message),
                false)));
  }

  /** A Job in which the agent is alone. */
  static JobErrands alone(GitWorkspace workspace) {
    return new JobErrands.Alone(
        new Errand.Advance(workspace, RUN, "staging", "migrate", COMMIT, true));
  }
}
