package dev.phaserollout.telemetry;

import java.time.Instant;
import java.util.Optional;

/**
 * As what a happening becomes an event; its sentence is the note.
 *
 * @param reason a word in CamelCase of a fixed set
 * @param action what the operator did, a word in CamelCase of a fixed set
 * @param telling what tells it from others of that reason at that place; empty where there is one
 *     in a run
 * @param at when it happened; empty where the status has no time of it
 */
public record EventWords(
    RolloutEvent.Type type, String reason, String action, String telling, Optional<Instant> at) {

  static EventWords normal(String reason, String action) {
    return new EventWords(RolloutEvent.Type.NORMAL, reason, action, "", Optional.empty());
  }

  static EventWords warning(String reason, String action) {
    return new EventWords(RolloutEvent.Type.WARNING, reason, action, "", Optional.empty());
  }

  EventWords telling(String what) {
    return new EventWords(type, reason, action, what, at);
  }

  EventWords at(Instant time) {
    return new EventWords(type, reason, action, telling, Optional.of(time));
  }
}
