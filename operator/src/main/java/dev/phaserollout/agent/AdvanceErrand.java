package dev.phaserollout.agent;

import dev.phaserollout.agent.Landing.Proposal;
import dev.phaserollout.agent.Origin.Seen;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The branch gets a candidate: as it is where the branch still stands where the candidate began;
 * rebased where others have changed other paths since; not at all where they changed the same.
 */
final class AdvanceErrand {

  private final Errand.Advance errand;
  private final Workbench bench;
  private final Landing landing;
  private final CommitTrailers trailers;

  AdvanceErrand(Errand.Advance errand, Workbench bench, Landing landing) {
    this.errand = errand;
    this.bench = bench;
    this.landing = landing;
    this.trailers = CommitTrailers.commitPoint(errand.run(), errand.phase(), errand.step());
  }

  ErrandResult run() throws IOException {
    ObjectId id = GitStore.id("candidate", errand.candidate());
    try {
      bench.origin().fetchCommit(id, 2, bench.branch());
    } catch (TransportException gone) {
      return rebasedBefore(gone);
    }
    RevCommit candidate = bench.store().commit(id);
    if (candidate.getParentCount() != 1) {
      throw AgentFailure.lasting(
          FailureReason.InvalidErrand,
          "candidate: found "
              + id.name()
              + ", which is no commit of a step, expected one with one parent; name the one that"
              + " finish has reported");
    }
    ObjectId landed = landing.land(errand.run(), seen -> propose(seen, candidate));
    return bench.contains(bench.look(errand.run()).head(), landed)
        ? ErrandResult.of(
            Outcome.Advanced,
            bench.branch(),
            landed.name(),
            bench.branch() + " has " + landed.name())
        : rebased(landed);
  }

  private ErrandResult rebased(ObjectId candidate) {
    return ErrandResult.of(
        Outcome.Rebased,
        bench.branch(),
        candidate.name(),
        "rebased as " + candidate.name() + " on what others have pushed; its gates look again");
  }

  /** An earlier try may have put the rebased commit in the place of the one that is asked for. */
  private ErrandResult rebasedBefore(TransportException gone) throws IOException {
    ObjectId there = bench.look(errand.run()).candidates().get(errand.step());
    if (errand.gated() && there != null) {
      RevCommit waiting = bench.store().commit(there);
      if (CommitTrailers.of(waiting.getFullMessage()).haveAll(trailers)) {
        return rebased(waiting);
      }
    }
    throw gone;
  }

  private Proposal propose(Seen seen, RevCommit candidate) throws IOException {
    ObjectId start = candidate.getParent(0);
    if (seen.head().equals(start)) {
      return new Proposal(candidate, List.of(forward(seen, candidate)));
    }
    if (!bench.contains(seen.head(), start)) {
      throw AgentFailure.lasting(
          FailureReason.BranchMoved,
          "found the branch "
              + bench.branch()
              + " without "
              + start.name()
              + ", on which the run builds, expected it there still; somebody has rewritten the"
              + " branch: begin another run on what it has now");
    }
    Optional<RevCommit> own = bench.own(seen.head(), start, trailers);
    if (own.isPresent()) {
      return Proposal.done(own.get());
    }
    ObjectId tree = rebased(seen, candidate);
    return errand.gated() ? again(seen, candidate, tree) : rebase(seen, candidate, tree);
  }

  private RefChange forward(Seen seen, ObjectId to) {
    return RefChange.forward(bench.ref(), Optional.of(seen.head()), to);
  }

  private ObjectId rebased(Seen seen, RevCommit candidate) throws IOException {
    RevCommit start = bench.store().commit(candidate.getParent(0));
    RevCommit head = bench.store().commit(seen.head());
    ThreeWay merged =
        ThreeWay.merge(bench.store(), start.getTree(), candidate.getTree(), head.getTree());
    return merged
        .tree()
        .orElseThrow(
            () ->
                AgentFailure.lasting(
                    FailureReason.BranchMoved,
                    "found "
                        + String.join(", ", merged.conflicts())
                        + " changed on "
                        + bench.branch()
                        + " since "
                        + start.name()
                        + " and by the step "
                        + errand.step()
                        + " too, expected that only one of them does; see what "
                        + head.name()
                        + " brought, then retry the run so that the step works on it"));
  }

  private Proposal rebase(Seen seen, RevCommit candidate, ObjectId tree) throws IOException {
    ObjectId moved = carriedOver(seen, candidate, tree);
    return new Proposal(moved, List.of(forward(seen, moved)));
  }

  /** The candidate ref gets the rebased commit, unless an earlier try has seen to that. */
  private Proposal again(Seen seen, RevCommit candidate, ObjectId tree) throws IOException {
    Optional<ObjectId> waiting = Optional.ofNullable(seen.candidates().get(errand.step()));
    if (waiting.isPresent()) {
      RevCommit there = bench.store().commit(waiting.get());
      if (there.getTree().equals(tree) && there.getParent(0).equals(seen.head())) {
        return Proposal.done(there);
      }
    }
    ObjectId moved = carriedOver(seen, candidate, tree);
    return new Proposal(
        moved, List.of(RefChange.own(errand.run().candidate(errand.step()), waiting, moved)));
  }

  private ObjectId carriedOver(Seen seen, RevCommit candidate, ObjectId tree) throws IOException {
    return bench
        .writer()
        .commit(tree, seen.head(), candidate.getFullMessage(), candidate.getAuthorIdent());
  }
}
