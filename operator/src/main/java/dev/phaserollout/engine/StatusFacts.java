package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import java.util.Optional;

/**
 * What the conditions are decided from.
 *
 * @param ended whether nothing more happens of itself, a rollback included
 * @param awaiting whether a person has to answer something
 * @param rollback how far the rollback of the run is, empty where there is none
 * @param result word of the run's result, empty while it is open
 * @param held whether something but suspension keeps the run or its next steps from starting
 */
record StatusFacts(
    boolean notBegun,
    boolean ended,
    String result,
    boolean suspended,
    boolean held,
    boolean awaiting,
    Optional<RollbackState> rollback,
    Optional<PreflightReport> preflight) {

  static StatusFacts of(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    return new StatusFacts(
        run.startedAt() == null && run.completedAt() == null,
        run.completedAt() != null && !RollbackRecord.underWay(run),
        run.result() == null ? "" : run.result(),
        draft.suspended(),
        run.hold() != null,
        !draft.questions().isEmpty(),
        Optional.ofNullable(run.rollback()).map(RollbackState::of),
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
    return ended && RunResult.SUCCEEDED.is(result) && rollback.isEmpty();
  }

  /** Whether suspension is what holds the run up; an abort goes on all the same. */
  boolean heldBySuspension() {
    return suspended && (!RunResult.ABORTED.is(result) || rollingBack());
  }

  boolean rollbackHalted() {
    return ended && rollback.filter(state -> state != RollbackState.SUCCEEDED).isPresent();
  }

  boolean rollingBack() {
    return rollback.filter(state -> !state.over()).isPresent();
  }

  /** Whether what holds it back is to be told first: a question that a person can answer is. */
  boolean heldBack() {
    return held && !awaiting;
  }

  boolean ending() {
    return !result.isEmpty();
  }
}
