package dev.phaserollout.engine;

import java.time.Instant;
import java.util.Map;

/**
 * What a person answered, as it was seen: one {@code PhaseApproval}, or what was typed at a
 * terminal. Whether it counts, and for which question, is decided from a whole list of them.
 *
 * @param uid of the answer object: a later one of the same name is another answer
 * @param name of the answer object
 * @param rolloutUid the rollout that it names, which may be one of the same name that is gone
 * @param run the number of the run that it names
 * @param question the id of the question that it names
 * @param digest what its author saw themselves deciding about
 * @param decision the word as written: {@code Approve}, {@code Reject}, {@code Retry}, {@code
 *     Skip}, or one of a newer version
 * @param approver who it says has answered
 * @param comment what they said; empty when nothing
 * @param outputs results of a manual step, by name
 * @param verified whether the approver is known to be the one who created the answer; false means
 *     that it is only claimed
 * @param createdAt when the answer was stored
 */
public record Answer(
    String uid,
    String name,
    String rolloutUid,
    int run,
    String question,
    String digest,
    String decision,
    String approver,
    String comment,
    Map<String, String> outputs,
    boolean verified,
    Instant createdAt) {

  public Answer {
    outputs = Map.copyOf(outputs);
  }
}
