package dev.phaserollout.engine;

import dev.phaserollout.api.HoldStatus;
import dev.phaserollout.api.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a run, or its next steps, from starting.
 *
 * @param message what it waits for, as people read it; never changes with the clock
 * @param until when that ends by itself; empty where it hangs on something else
 */
record Hold(StatusReason reason, String message, Optional<Instant> until) {

  /** What hangs on other rollouts is looked at again after this, should no news of them come. */
  static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /** Stores it, or that there is none, and sees to it that it is looked at again in time. */
  static void record(StatusDraft draft, Optional<Hold> hold) {
    RunStatus run = draft.run().orElseThrow();
    if (hold.isEmpty()) {
      if (run.hold() != null) {
        draft.run(RunFields.of(run).held(null));
      }
      return;
    }
    Hold next = hold.get();
    draft.wake(
        next.until().orElseGet(() -> draft.now().plus(LOOK_AGAIN)), "what it waits for is there");
    HoldStatus before = run.hold();
    String since =
        before != null && before.reason().equals(next.reason().word())
            ? before.since()
            : StatusTime.text(draft.now());
    HoldStatus stored =
        new HoldStatus(
            next.reason().word(),
            StatusSize.bounded(next.message()),
            since,
            next.until().map(StatusTime::text).orElse(null));
    if (!stored.equals(before)) {
      draft.run(RunFields.of(run).held(stored));
    }
  }
}
