package dev.phaserollout.agent;

import dev.phaserollout.agent.Landing.Proposal;
import dev.phaserollout.agent.Origin.Seen;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** One commit that takes back what runs have committed, newest first. */
final class RevertErrand {

  private final Errand.Revert errand;
  private final Workbench bench;
  private final Landing landing;

  RevertErrand(Errand.Revert errand, Workbench bench, Landing landing) {
    this.errand = errand;
    this.bench = bench;
    this.landing = landing;
  }

  /** What has come to the branch since the base, as far as it matters here. */
  private record Past(List<RevCommit> toTakeBack, Optional<RevCommit> lastRevert) {}

  ErrandResult run() throws IOException {
    ObjectId base = GitStore.id("base", errand.base());
    bench.origin().fetchCommit(base, 1, bench.branch());
    ObjectId landed = landing.land(errand.run(), seen -> propose(seen, base));
    return ErrandResult.of(
        Outcome.Reverted,
        bench.branch(),
        landed.name(),
        bench.branch()
            + " is without the commits of the run, as of "
            + landed.name()
            + Candidates.remove(errand.run(), bench));
  }

  private Proposal propose(Seen seen, ObjectId base) throws IOException {
    Past past = past(seen, base);
    if (past.toTakeBack().isEmpty()) {
      return Proposal.done(past.lastRevert().map(ObjectId::copy).orElse(seen.head()));
    }
    ObjectId tree = bench.store().commit(seen.head()).getTree();
    for (RevCommit commit : past.toTakeBack()) {
      tree = without(commit, tree);
    }
    ObjectId revert = bench.writer().commit(tree, seen.head(), message(past.toTakeBack()));
    return new Proposal(
        revert, List.of(RefChange.forward(bench.ref(), Optional.of(seen.head()), revert)));
  }

  private Past past(Seen seen, ObjectId base) throws IOException {
    List<RevCommit> ours = new ArrayList<>();
    Set<String> takenBack = new LinkedHashSet<>();
    Optional<RevCommit> lastRevert = Optional.empty();
    try (RevWalk walk = bench.since(seen.head(), base)) {
      for (RevCommit commit : walk) {
        CommitTrailers trailers = CommitTrailers.of(commit.getFullMessage());
        List<String> reverts = Reverts.of(commit.getFullMessage());
        if (takenBack.contains(commit.name())) {
          continue; // What a revert has taken back stands again where it is taken back itself.
        }
        takenBack.addAll(reverts);
        if (!reverts.isEmpty() && lastRevert.isEmpty()) {
          lastRevert = Optional.of(commit);
        }
        if (isMeant(trailers)) {
          ours.add(commit);
        }
      }
    }
    return new Past(
        ours.stream().filter(commit -> !takenBack.contains(commit.name())).toList(), lastRevert);
  }

  private boolean isMeant(CommitTrailers trailers) {
    return trailers.values(CommitTrailers.RUN).stream()
            .flatMapToInt(trailer -> errand.run().runOf(trailer).stream())
            .anyMatch(run -> run > errand.after() && run <= errand.run().run())
        && trailers.values(CommitTrailers.STEP).stream()
            .anyMatch(step -> errand.steps().isEmpty() || errand.steps().contains(step));
  }

  private ObjectId without(RevCommit commit, ObjectId tree) throws IOException {
    RevCommit before = bench.store().commit(commit.getParent(0));
    ThreeWay merged = ThreeWay.merge(bench.store(), commit.getTree(), before.getTree(), tree);
    return merged
        .tree()
        .orElseThrow(
            () ->
                AgentFailure.lasting(
                    FailureReason.RevertConflict,
                    "found "
                        + String.join(", ", merged.conflicts())
                        + " changed since "
                        + commit.name()
                        + ", which is to be taken back, expected it untouched; take it back by"
                        + " hand with 'git revert "
                        + commit.name()
                        + "', keep the line 'This reverts commit …' in its message, push it to "
                        + bench.branch()
                        + ", and let the rollback go on (retry)"));
  }

  private String message(List<RevCommit> commits) {
    StringBuilder message = new StringBuilder();
    message
        .append("Revert run ")
        .append(errand.run().run())
        .append(" of ")
        .append(errand.run().rollout())
        .append("\n\nThe run was rolled back. This takes back:\n");
    commits.forEach(
        commit ->
            message
                .append("\n* ")
                .append(commit.name(), 0, 12)
                .append(' ')
                .append(commit.getShortMessage()));
    return CommitTrailers.revert(errand.run(), commits.stream().map(ObjectId::name).toList())
        .appendedTo(message.toString());
  }
}
