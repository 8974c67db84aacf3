package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time that decisions are made at. */
final class StatusClock {

  private StatusClock() {}

  /**
   * The later of what the clock says and the newest time that the status records, so that a clock
   * that jumps back neither repeats nor shortens anything.
   */
  static Instant now(Instant clock, PhaseRolloutStatus stored) {
    Instant now = clock;
    if (stored.run() != null) {
      now = later(now, stored.run().startedAt());
      now = later(now, stored.run().completedAt());
    }
    if (!stored.history().isEmpty()) {
      now = later(now, stored.history().get(0).completedAt());
    }
    if (stored.checkpoint() != null) {
      now = later(now, stored.checkpoint().recordedAt());
    }
    for (PhaseStatus phase : stored.phases()) {
      now = later(now, phase.startedAt());
      for (StepStatus step : phase.steps()) {
        now = later(now, step.attemptStartedAt());
        now = later(now, step.cancelledAt());
      }
    }
    for (StepStatus step : stored.finallySteps()) {
      now = later(now, step.attemptStartedAt());
      now = later(now, step.cancelledAt());
    }
    return now;
  }

  private static Instant later(Instant now, @Nullable String recorded) {
    return StatusTime.read(recorded).filter(now::isBefore).orElse(now);
  }
}
