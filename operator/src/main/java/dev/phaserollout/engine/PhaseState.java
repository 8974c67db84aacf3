package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a phase stands in the run under decision. */
sealed interface PhaseState {

  /**
   * Nothing of it has begun.
   *
   * @param accepted what the phase was when an earlier run accepted it, where that still may stand
   */
  record Pending(Optional<String> accepted) implements PhaseState {}

  /**
   * It has begun, and waits for people or works.
   *
   * @param approvedAt when enough people had approved it; empty where nobody has had to yet
   * @param accepted as for one that has not begun
   */
  record Running(Instant since, Optional<Instant> approvedAt, Optional<String> accepted)
      implements PhaseState {}

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
      return new Pending(Optional.ofNullable(stored.digest()));
    }
    if (stored.state().equals(StateWord.RUNNING)) {
      return StatusTime.read(stored.startedAt())
          .<PhaseState>map(
              since ->
                  new Running(
                      since,
                      StatusTime.read(stored.approvedAt()),
                      Optional.ofNullable(stored.digest())))
          .orElseGet(() -> new Over(stored));
    }
    return new Over(stored);
  }

  /** Accepted as what it was. */
  static PhaseState accepted(String name, PhaseState before, Instant at, String digest) {
    return over(name, StateWord.SUCCEEDED, before, at, null, "", digest);
  }

  static PhaseState over(
      String name,
      String state,
      PhaseState before,
      Instant at,
      @Nullable StatusReason reason,
      String message) {
    return over(name, state, before, at, reason, message, null);
  }

  private static PhaseState over(
      String name,
      String state,
      PhaseState before,
      Instant at,
      @Nullable StatusReason reason,
      String message,
      @Nullable String digest) {
    return new Over(
        new PhaseStatus(
            name,
            state,
            reason == null ? null : reason.word(),
            message.isEmpty() ? null : StatusSize.bounded(message),
            digest,
            before instanceof Running running ? StatusTime.text(running.since()) : null,
            StatusTime.text(at),
            approvedAt(before),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  /** The gates of a phase as they are stored. */
  record Gates(List<GateStatus> entryGates, List<GateStatus> guardrails, List<GateStatus> gates) {

    static final Gates NONE = new Gates(List.of(), List.of(), List.of());
  }

  default PhaseStatus write(String name, List<StepStatus> steps, Gates gates) {
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
          gates.entryGates(),
          gates.guardrails(),
          gates.gates(),
          steps);
    }
    return new PhaseStatus(
        name,
        this instanceof Running ? StateWord.RUNNING : StateWord.PENDING,
        null,
        null,
        accepted(this),
        this instanceof Running running ? StatusTime.text(running.since()) : null,
        null,
        approvedAt(this),
        gates.entryGates(),
        gates.guardrails(),
        gates.gates(),
        steps);
  }

  private static @Nullable String accepted(PhaseState state) {
    if (state instanceof Running running) {
      return running.accepted().orElse(null);
    }
    return state instanceof Pending pending ? pending.accepted().orElse(null) : null;
  }

  private static @Nullable String approvedAt(PhaseState state) {
    return state instanceof Running running
        ? running.approvedAt().map(StatusTime::text).orElse(null)
        : null;
  }
}
