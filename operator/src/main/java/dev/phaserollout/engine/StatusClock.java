package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time that decisions are made at. */
final class StatusClock {

  private Instant now;

  /** One of the times that were read: what is not after it need not be. */
  private String read = "";

  private StatusClock(Instant now) {
    this.now = now;
  }

  /**
   * The later of what the clock says and the newest time that the status records, so that a clock
   * that jumps back neither repeats nor shortens anything.
   */
  static Instant now(Instant clock, PhaseRolloutStatus stored) {
    StatusClock newest = new StatusClock(clock);
    if (stored.checkpoint() != null) {
      newest.see(stored.checkpoint().recordedAt());
    }
    if (stored.run() != null) {
      newest.see(stored.run().startedAt());
      newest.see(stored.run().completedAt());
      if (stored.run().rollback() != null) {
        newest.see(stored.run().rollback().startedAt());
        newest.see(stored.run().rollback().completedAt());
      }
    }
    if (stored.run() != null && stored.run().git() != null) {
      newest.see(stored.run().git().prepare());
      newest.see(stored.run().git().revert());
      newest.see(stored.run().git().complete());
    }
    if (!stored.history().isEmpty()) {
      newest.see(stored.history().get(0).completedAt());
    }
    for (PhaseStatus phase : stored.phases()) {
      newest.see(phase.startedAt());
      newest.see(phase.approvedAt());
      newest.see(phase.completedAt());
      phase.entryGates().forEach(newest::see);
      phase.guardrails().forEach(newest::see);
      phase.gates().forEach(newest::see);
      for (StepStatus step : phase.steps()) {
        newest.see(step);
      }
    }
    stored.finallySteps().forEach(newest::see);
    return newest.now;
  }

  private void see(StepStatus step) {
    see(step.attemptStartedAt());
    see(step.cancelledAt());
    see(step.retryingSince());
    see(step.askedAt());
    see(step.completedAt());
    see(step.rollback());
    see(step.git());
    step.gates().forEach(this::see);
  }

  private void see(GateStatus gate) {
    see(gate.startedAt());
    see(gate.job());
  }

  private void see(@Nullable WorkStatus work) {
    if (work != null) {
      see(work.startedAt());
      see(work.attemptStartedAt());
      see(work.cancelledAt());
      see(work.retryingSince());
      see(work.completedAt());
    }
  }

  private void see(@Nullable String recorded) {
    if (recorded == null || StatusTime.isNotAfter(recorded, read)) {
      return;
    }
    Optional<Instant> time = StatusTime.read(recorded);
    if (time.isPresent()) {
      read = recorded;
      now = time.get().isAfter(now) ? time.get() : now;
    }
  }
}
