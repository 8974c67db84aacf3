package dev.phaserollout.agent;

import dev.phaserollout.agent.Landing.Proposal;
import dev.phaserollout.agent.Origin.Seen;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * What comes after a step: its deliverables, then its commit as a candidate, then, where no gate
 * has a say, the branch.
 */
final class FinishErrand {

  private final Errand.Finish errand;
  private final Workbench bench;
  private final Landing landing;
  private final CommitTrailers trailers;

  FinishErrand(Errand.Finish errand, Workbench bench, Landing landing) {
    this.errand = errand;
    this.bench = bench;
    this.landing = landing;
    this.trailers = CommitTrailers.commitPoint(errand.run(), errand.phase(), errand.step());
  }

  ErrandResult run(Path tree) throws IOException {
    ObjectId given = GitStore.id("commit", errand.commit());
    bench.origin().fetchCommit(given, 1, bench.branch());
    WorkTree workTree = new WorkTree(tree);
    List<String> missing =
        new DeliverableCheck(StepEvidence.of(errand, given, bench, workTree))
            .missing(errand.deliverables());
    if (!missing.isEmpty()) {
      throw AgentFailure.lasting(FailureReason.DeliverablesMissing, String.join("\n", missing));
    }
    if (errand.commitPoint() == null) {
      return delivered("all deliverables are there");
    }
    ObjectId content =
        new CommitTree(bench.store(), workTree, given).write(errand.commitPoint().paths());
    RevCommit before = bench.store().commit(given);
    String message = trailers.appendedTo(errand.commitPoint().message());
    if (content.equals(before.getTree())) {
      return nothing(given);
    }
    ObjectId candidate =
        landing.land(errand.run(), seen -> propose(seen, before, content, message));
    if (errand.gated()) {
      return ErrandResult.of(
          Outcome.Proposed,
          bench.branch(),
          candidate.name(),
          "committed as " + candidate.name() + ", which waits for the gates of " + errand.step());
    }
    return new AdvanceErrand(
            new Errand.Advance(
                errand.workspace(),
                errand.run(),
                errand.phase(),
                errand.step(),
                candidate.name(),
                false),
            bench,
            landing)
        .run();
  }

  /** An earlier attempt may have committed what this one has found done already. */
  private ErrandResult nothing(ObjectId given) throws IOException {
    Optional<RevCommit> own = own(bench.look(errand.run()), given);
    return own.map(
            commit ->
                ErrandResult.of(
                    Outcome.Advanced,
                    bench.branch(),
                    commit.name(),
                    "an earlier attempt has committed " + commit.name()))
        .orElseGet(() -> delivered("the step has changed nothing of what it commits"));
  }

  private ErrandResult delivered(String message) {
    return new ErrandResult(Outcome.Delivered, bench.branch(), Optional.empty(), message);
  }

  private Proposal propose(Seen seen, RevCommit before, ObjectId content, String message)
      throws IOException {
    Optional<RevCommit> own = own(seen, before);
    if (own.isPresent()) {
      return Proposal.done(own.get());
    }
    Optional<ObjectId> earlier = Optional.ofNullable(seen.candidates().get(errand.step()));
    if (earlier.isPresent() && isSame(bench.store().commit(earlier.get()), before, content)) {
      return Proposal.done(earlier.get());
    }
    ObjectId candidate = bench.writer().commit(content, before, message);
    return new Proposal(
        candidate,
        List.of(RefChange.own(errand.run().candidate(errand.step()), earlier, candidate)));
  }

  /**
   * What an earlier attempt has committed. Where one has got as far as its candidate, this one may
   * have been given a later commit, of a step beside it, so all since the run began is looked at.
   */
  private Optional<RevCommit> own(Seen seen, ObjectId given) throws IOException {
    ObjectId since = given;
    if (!errand.base().equals(errand.commit()) && seen.candidates().containsKey(errand.step())) {
      bench.origin().fetchHistory(bench.branch());
      since = GitStore.id("base", errand.base());
    }
    return bench.own(seen.head(), since, trailers);
  }

  private boolean isSame(RevCommit candidate, RevCommit before, ObjectId content) {
    return candidate.getTree().equals(content)
        && candidate.getParentCount() == 1
        && candidate.getParent(0).equals(before)
        && CommitTrailers.of(candidate.getFullMessage()).haveAll(trailers);
  }
}
