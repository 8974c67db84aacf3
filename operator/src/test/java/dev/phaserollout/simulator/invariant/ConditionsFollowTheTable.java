package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of the design, read by kstatus: what runs, waits or is rolled back is in progress, what
 * succeeded and was not undone is current, what ended otherwise has failed. A rollout whose spec
 * was edited after its last run began has that run no more to show for it.
 */
final class ConditionsFollowTheTable implements Invariant {

  @Override
  public String sentence() {
    return "kstatus reads a rollout as the table of the design says";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      Kstatus read = Kstatus.of(write.after());
      Optional<Kstatus> expected = expected(history, write.after());
      if (expected.isPresent() && expected.get() != read) {
        found.add(
            new Evidence(
                write.move(),
                "version "
                    + write.version()
                    + " reads "
                    + read
                    + ", expected "
                    + expected.get()
                    + ": "
                    + write.after().getStatus().conditions()));
      }
    }
    return found;
  }

  /** Empty where more than one reading is right. */
  private static Optional<Kstatus> expected(History history, PhaseRollout rollout) {
    RunStatus run = rollout.getStatus().run();
    if (run == null || run.startedAt() == null) {
      return Optional.empty();
    }
    if (run.completedAt() == null || Claims.rollbackUnderWay(rollout)) {
      return Optional.of(Kstatus.IN_PROGRESS);
    }
    if (Claims.rollbackHalted(rollout)) {
      return Optional.of(Kstatus.FAILED);
    }
    if (!sameWork(history, rollout, run)) {
      return Optional.empty();
    }
    return Optional.of(
        "Succeeded".equals(run.result()) && run.rollback() == null
            ? Kstatus.CURRENT
            : Kstatus.FAILED);
  }

  private static boolean sameWork(History history, PhaseRollout rollout, RunStatus run) {
    String revision = run.revision() == null ? "" : run.revision();
    Optional<PhaseRolloutSpec> accepted = history.revision(revision);
    return accepted.isPresent()
        && Claims.sameWork(accepted.get(), rollout.getSpec())
        && !Claims.suspended(rollout);
  }
}
