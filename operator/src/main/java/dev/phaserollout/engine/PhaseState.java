package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a phase stands in the run under decision. */
sealed interface PhaseState {

  record Pending() implements PhaseState {}

  /**
   * @param approvedAt when enough people had approved it; empty where nobody has had to yet
   */
  record Running(Instant since, Optional<Instant> approvedAt) implements PhaseState {}

  /** Over, as it is stored: accepted, skipped or failed. */
  record Over(PhaseStatus record) implements PhaseState {}

  /** Whether the next phase may begin. */
  default boolean done() {
    return this instanceof Over over
        && (StateWord.SUCCEEDED.equals(over.record().state())
            || StateWord.SKIPPED.equals(over.record().state()));
  }

  static PhaseState read(PhaseStatus stored) {
    if (stored.state() == null || stored.state().equals(StateWord.PENDING)) {
      return new Pending();
    }
    if (stored.state().equals(StateWord.RUNNING)) {
      return StatusTime.read(stored.startedAt())
          .<PhaseState>map(since -> new Running(since, StatusTime.read(stored.approvedAt())))
          .orElseGet(() -> new Over(stored));
    }
    return new Over(stored);
  }

  static PhaseState over(
      String name,
      String state,
      PhaseState before,
      Instant at,
      @Nullable StatusReason reason,
      String message) {
    return new Over(
        new PhaseStatus(
            name,
            state,
            reason == null ? null : reason.word(),
            message.isEmpty() ? null : StatusSize.bounded(message),
            null,
            before instanceof Running running ? StatusTime.text(running.since()) : null,
            StatusTime.text(at),
            approvedAt(before),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  default PhaseStatus write(String name, List<StepStatus> steps) {
    if (this instanceof Over over) {
      PhaseStatus r = over.record();
      return new PhaseStatus(
          r.name(),
          r.state(),
          r.reason(),
          r.message(),
          r.digest(),
          r.startedAt(),
          r.completedAt(),
          r.approvedAt(),
          r.entryGates(),
          r.guardrails(),
          r.gates(),
          steps);
    }
    return new PhaseStatus(
        name,
        this instanceof Running ? StateWord.RUNNING : StateWord.PENDING,
        null,
        null,
        null,
        this instanceof Running running ? StatusTime.text(running.since()) : null,
        null,
        approvedAt(this),
        List.of(),
        List.of(),
        List.of(),
        steps);
  }

  private static @Nullable String approvedAt(PhaseState state) {
    return state instanceof Running running
        ? running.approvedAt().map(StatusTime::text).orElse(null)
        : null;
  }
}
