package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import java.util.Optional;

/**
 * What the conditions are decided from.
 *
 * @param result word of the run's result, empty while it is open
 */
record StatusFacts(
    boolean notBegun,
    boolean ended,
    String result,
    boolean suspended,
    Optional<PreflightReport> preflight) {

  static StatusFacts of(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    return new StatusFacts(
        run.startedAt() == null && run.completedAt() == null,
        run.completedAt() != null,
        run.result() == null ? "" : run.result(),
        draft.suspended(),
        draft.preflight());
  }

  boolean specRefused() {
    return notBegun && preflight.filter(report -> !report.specProblems().isEmpty()).isPresent();
  }

  boolean surroundingsNotReady() {
    return notBegun
        && preflight.filter(report -> !report.surroundingProblems().isEmpty()).isPresent();
  }

  boolean succeeded() {
    return ended && RunResult.SUCCEEDED.is(result);
  }

  /** Whether suspension is what holds the run up; an abort goes on all the same. */
  boolean heldBySuspension() {
    return suspended && !RunResult.ABORTED.is(result);
  }

  boolean ending() {
    return !result.isEmpty();
  }
}
