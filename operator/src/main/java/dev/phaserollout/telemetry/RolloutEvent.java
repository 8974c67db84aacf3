package dev.phaserollout.telemetry;

import java.time.Instant;

/**
 * A Kubernetes event about a rollout, before it is written.
 *
 * @param reason why it is told, a word in CamelCase of a fixed set
 * @param action what the operator did, a word in CamelCase of a fixed set
 * @param note for people, at most {@value #NOTE_MAX_BYTES} bytes in UTF-8
 * @param identity the same for every telling of the same thing, different for every other one of
 *     the rollout
 * @param at when it happened
 * @param order its place among those that one status tells, from 0
 */
public record RolloutEvent(
    Type type, String reason, String action, String note, String identity, Instant at, int order) {

  /** The bound that the API server sets. */
  public static final int NOTE_MAX_BYTES = 1024;

  /** What the API server knows as types of events. */
  public enum Type {
    /** All is as it should be. */
    NORMAL("Normal"),
    /** Somebody may have to look. */
    WARNING("Warning");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** As the API server writes it. */
    public String word() {
      return word;
    }
  }

  public RolloutEvent {
    note = NoteText.bounded(note, NOTE_MAX_BYTES);
  }

  /** What was seen after a status was stored comes after all that the status tells. */
  RolloutEvent afterItsStatus() {
    return inOrder(Integer.MAX_VALUE);
  }

  RolloutEvent inOrder(int place) {
    return new RolloutEvent(type, reason, action, note, identity, at, place);
  }
}
