package dev.phaserollout.engine;

import java.util.Optional;

/** Whether a run whose preflight has passed may begin. */
final class HoldRules {

  private HoldRules() {}

  /** A run that could not begin for other reasons waits for nothing here. */
  static void release(StatusDraft draft) {
    Hold.record(draft, Optional.empty());
  }

  /** Whether nothing holds it back any more; what does is noted. */
  static boolean admit(StatusDraft draft) {
    Plan plan = RunRevision.stored(draft).orElseThrow().plan();
    Optional<Hold> hold = HoldWindows.ofRun(plan, draft.now());
    Hold.record(draft, hold);
    return hold.isEmpty();
  }
}
