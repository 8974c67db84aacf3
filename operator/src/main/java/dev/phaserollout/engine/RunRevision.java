package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import java.util.Optional;

/** The plan that a run goes by, and what happens when the revision it was stored in is gone. */
final class RunRevision {

  private RunRevision() {}

  static Optional<Revision> stored(StatusDraft draft) {
    return draft.seen().revision().filter(revision -> revision.name().equals(name(draft)));
  }

  /** The name of the revision that the run goes by. */
  static String name(StatusDraft draft) {
    return draft.run().map(RunStatus::revision).orElse("");
  }

  /** The name that the spec has now. Costly: the whole spec is hashed. */
  static String current(StatusDraft draft) {
    return PlanNames.revision(draft.rolloutName(), draft.currentSpec());
  }

  /** The plan of the run; empty while its revision is stored again, or when it is lost for good. */
  static Optional<Plan> plan(StatusDraft draft) {
    Optional<Plan> plan = stored(draft).map(Revision::plan);
    if (plan.isEmpty()) {
      String name = current(draft);
      if (name.equals(name(draft))) {
        draft.effect(new Effect.StoreRevision(new Revision(name, draft.currentSpec())));
      } else {
        RunLost.advance(draft);
      }
    }
    return plan;
  }
}
