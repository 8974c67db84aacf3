package dev.phaserollout.telemetry;

import java.util.Optional;

/**
 * One thing that happened to a rollout, as two of its statuses tell, with the words in which people
 * are told. {@code reason}, {@code state}, {@code outcome} and {@code result} of the kinds are
 * open-ended words of the status, empty where it has none.
 */
public sealed interface Happening
    permits RolloutHappening,
        RunHappening,
        HoldHappening,
        PhaseHappening,
        StepHappening,
        AttemptHappening,
        RollbackHappening,
        GitHappening,
        QuestionHappening {

  /** The outcome or result of what ended without the status saying how. */
  String UNKNOWN = "Unknown";

  /** Where it happened. */
  Place place();

  /** One sentence for people: where, what, why, and what follows. */
  String text();

  /** Whether somebody may have to look. */
  default boolean bad() {
    return false;
  }

  /** As what it becomes an event; empty where it is not worth a write to the API server. */
  default Optional<EventWords> event() {
    return Optional.empty();
  }
}
