package dev.phaserollout.telemetry;

/**
 * An answer of a person that does not count.
 *
 * @param name of the answer object
 * @param uid of the answer object: a later one of that name is told of again
 * @param question the id that it names, which nobody may have asked
 * @param decision as written
 * @param approver who it says has answered
 * @param cause the kind of reason, one word of a fixed set
 * @param why for people
 */
public record RefusedAnswer(
    String name,
    String uid,
    String question,
    String decision,
    String approver,
    String cause,
    String why) {}
