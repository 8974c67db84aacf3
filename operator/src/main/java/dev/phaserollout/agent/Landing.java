package dev.phaserollout.agent;

import dev.phaserollout.agent.Origin.Seen;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.errand.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Brings a change to the remote: looks, works out what is still to be done, pushes it by
 * compare-and-swap, and looks again where somebody was quicker. The work that went before is never
 * repeated; and because every try begins with a look, none makes a second commit.
 */
final class Landing {

  /** How often a remote that cannot be reached, or that moves under the agent, is tried. */
  private static final int TRIES = 8;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** How the agent waits between two tries. */
  interface Pause {
    void take(Duration time) throws IOException;
  }

  /**
   * What is to be done after a look.
   *
   * @param commit what there will be then
   * @param changes how, in a safe order; none where all is done already
   */
  record Proposal(ObjectId commit, List<RefChange> changes) {
    static Proposal done(ObjectId commit) {
      return new Proposal(commit, List.of());
    }
  }

  /** Works a change out, from what is there at the moment. */
  interface Change {
    Proposal on(Seen seen) throws IOException;
  }

  private final Workbench bench;
  private final Pause pause;

  Landing(Workbench bench, Pause pause) {
    this.bench = bench;
    this.pause = pause;
  }

  /** Returns what the last proposal has promised, once it is there. */
  ObjectId land(RunId run, Change change) throws IOException {
    Duration wait = FIRST_PAUSE;
    for (int left = TRIES - 1; ; left--) {
      try {
        Proposal proposal = change.on(bench.look(run));
        if (proposal.changes().isEmpty() || push(proposal)) {
          return proposal.commit();
        }
        if (left == 0) {
          throw AgentFailure.passing(
              FailureReason.PushFailed,
              "the branch "
                  + bench.branch()
                  + " has moved at each of "
                  + TRIES
                  + " tries, expected a moment's rest; try again when fewer push to it");
        }
      } catch (IOException failed) {
        if (left == 0 || !TransportFault.of("", failed).passing()) {
          throw failed;
        }
        pause.take(wait);
        wait = wait.multipliedBy(2);
      }
    }
  }

  /** Whether the remote has taken it; not so when it has moved. */
  private boolean push(Proposal proposal) throws IOException {
    PushOutcome outcome = bench.origin().push(proposal.changes());
    if (outcome instanceof PushOutcome.Refused refused) {
      throw AgentFailure.lasting(
          FailureReason.PushFailed,
          "the remote refuses the push: "
              + refused.words()
              + "; let the account of credentialsSecretRef push to "
              + bench.branch()
              + " and to refs/phaserollout/*, or mend what the remote complains of");
    }
    return outcome instanceof PushOutcome.Done;
  }
}
