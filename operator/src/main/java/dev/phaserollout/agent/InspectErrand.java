package dev.phaserollout.agent;

import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Whether people have left on the branch what they were asked for. Changes nothing. */
final class InspectErrand {

  private InspectErrand() {}

  static ErrandResult run(Errand.Inspect errand, Workbench bench) throws IOException {
    ObjectId base = GitStore.id("base", errand.base());
    ObjectId head = bench.origin().commitOf(bench.ref()).orElseThrow(bench::noBranch);
    bench.origin().fetchCommit(head, 1, bench.branch());
    bench.origin().fetchCommit(base, 1, bench.branch());
    List<String> missing =
        new DeliverableCheck(
                new CommitEvidence(
                    bench.store(),
                    TreeFiles.of(bench.store(), head),
                    TreeFiles.of(bench.store(), base)))
            .missing(errand.deliverables());
    if (!missing.isEmpty()) {
      throw AgentFailure.lasting(
          FailureReason.DeliverablesMissing,
          String.join("\n", missing) + "\nlooked at " + head.name() + " of " + bench.branch());
    }
    return new ErrandResult(
        Outcome.Delivered,
        bench.branch(),
        Optional.of(head.name()),
        "all deliverables are in " + head.name() + " of " + bench.branch());
  }
}
