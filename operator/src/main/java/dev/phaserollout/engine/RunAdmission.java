package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Between acceptance and the first step: the revision is stored, preflight has passed, nothing
 * holds the run back.
 */
final class RunAdmission {

  /** Surroundings that were not ready are looked at again after this long. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  private RunAdmission() {}

  static void advance(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    if (RunResult.ABORTED.is(run.result())) {
      RunEnd.complete(draft);
      return;
    }
    if (RunEdit.pending(draft)) {
      RunStart.again(draft);
    }
    Revision revision = new Revision(RunRevision.name(draft), draft.currentSpec());
    boolean stored = RunRevision.stored(draft).isPresent();
    if (!stored) {
      draft.effect(new Effect.StoreRevision(revision));
    }
    boolean passed = passed(draft, revision);
    if (draft.suspended() || (draft.preflight().isPresent() && !passed)) {
      HoldRules.release(draft);
    } else if (passed && stored && HoldRules.admit(draft)) {
      draft.run(RunFields.of(draft.run().orElseThrow()).begun(draft.now()));
    }
  }

  private static boolean passed(StatusDraft draft, Revision revision) {
    Optional<PreflightReport> report =
        draft.seen().world().preflight().filter(known -> known.revision().equals(revision.name()));
    if (report.isEmpty()) {
      draft.effect(new Effect.Preflight(revision));
      return false;
    }
    draft.preflight(report.get());
    if (!report.get().specProblems().isEmpty()) {
      return false;
    }
    if (report.get().surroundingProblems().isEmpty()) {
      return true;
    }
    Instant again = report.get().at().plus(LOOK_AGAIN);
    if (draft.now().isBefore(again)) {
      draft.wake(again, "the surroundings are looked at again");
    } else {
      draft.effect(new Effect.Preflight(revision));
    }
    return false;
  }
}
