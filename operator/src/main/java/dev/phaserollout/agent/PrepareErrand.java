package dev.phaserollout.agent;

import dev.phaserollout.api.Standard;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.errand.Glob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Whether a run may begin in the workspace, and with which commit. Changes nothing. */
final class PrepareErrand {

  private PrepareErrand() {}

  static ErrandResult run(Errand.Prepare errand, Workbench bench) throws IOException {
    ObjectId head = bench.origin().commitOf(bench.ref()).orElseThrow(bench::noBranch);
    if (!errand.standards().isEmpty()) {
      bench.origin().fetchCommit(head, 1, bench.branch());
      refuse(missing(errand.standards(), bench.store(), head));
    }
    refuseTag(errand, bench);
    return ErrandResult.of(
        Outcome.Prepared,
        bench.branch(),
        head.name(),
        "the run begins with " + head.name() + " of " + bench.branch());
  }

  /** Better now than after everything is done. */
  private static void refuseTag(Errand.Prepare errand, Workbench bench) throws IOException {
    String tag = errand.completion() == null ? null : errand.completion().tag();
    if (tag == null) {
      return;
    }
    Optional<ObjectId> there = bench.origin().commitOf(Constants.R_TAGS + tag);
    if (there.isPresent()) {
      throw CompleteErrand.tagExists(tag, there.get());
    }
  }

  private static void refuse(List<String> missing) {
    if (!missing.isEmpty()) {
      throw AgentFailure.lasting(FailureReason.StandardsMissing, String.join("\n", missing));
    }
  }

  private static List<String> missing(List<Standard> standards, GitStore store, ObjectId head)
      throws IOException {
    List<String> missing = new ArrayList<>();
    for (Standard standard : standards) {
      if (Glob.refusal(standard.path()).isPresent()
          || TreeFiles.at(store, head, standard.path()).isEmpty()) {
        missing.add(
            "standards["
                + standard.intent()
                + "].path: found '"
                + standard.path()
                + "', which the workspace does not have, expected a document of it; commit it, or"
                + " name where it is");
      }
    }
    return missing;
  }
}
