package dev.phaserollout.agent;

import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;

/** The working tree that a step gets. */
final class CheckoutErrand {

  private CheckoutErrand() {}

  static ErrandResult run(Errand.Checkout errand, Workbench bench, Path tree) throws IOException {
    ObjectId commit = GitStore.id("commit", errand.commit());
    bench.origin().fetchCommit(commit, 1, bench.branch());
    new StepClone(bench.store(), tree).write(commit, bench.branch(), errand.workspace().url());
    return ErrandResult.of(
        Outcome.CheckedOut,
        bench.branch(),
        commit.name(),
        commit.name() + " of " + bench.branch() + " is in " + tree);
  }
}
