package dev.phaserollout.engine;

import dev.phaserollout.api.HoldStatus;
import dev.phaserollout.api.RunStatus;
import java.util.Optional;

/** What people read while something keeps a run or its next steps from starting. */
final class HoldMessages {

  private HoldMessages() {}

  /** What is held, by what, since when, and when it is looked at again. */
  static String summary(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    HoldStatus hold = run.hold();
    if (hold == null) {
      return StatusProgress.of(draft);
    }
    String why = hold.message() + " (held since " + hold.since() + ")";
    return run.startedAt() == null
        ? "run " + run.number() + " has not begun: " + why
        : StatusProgress.of(draft) + "; nothing new starts: " + why;
  }

  static String outside(String whose, Optional<ChangeWindows.Opening> opening) {
    return "outside "
        + whose
        + opening.map(at -> ", open again " + at.text()).orElse(", which never open again");
  }
}
