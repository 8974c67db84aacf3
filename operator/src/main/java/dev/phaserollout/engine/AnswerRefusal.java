package dev.phaserollout.engine;

/**
 * That an answer does not count, and why. It never will: an answer cannot be changed, and another
 * one has to be given.
 *
 * @param answer as it was seen
 * @param cause the kind of reason, for counting
 * @param why for people: what was found, what was expected and what to do
 */
public record AnswerRefusal(Answer answer, Cause cause, String why) {

  /** What kept an answer from counting. */
  public enum Cause {
    /** It names the uid of a rollout that is gone. */
    OTHER_ROLLOUT("OtherRollout"),
    /** It names a run that is over, or that has not come yet. */
    OTHER_RUN("OtherRun"),
    /** The run does not ask that, or not any more. */
    NOT_ASKED("NotAsked"),
    /** What the question decides is not what its author saw. */
    OTHER_DIGEST("OtherDigest"),
    /** The question does not take that decision. */
    NO_CHOICE("NoChoice"),
    /** It is not known for certain who has answered. */
    NOT_VERIFIED("NotVerified"),
    /** A result that the step promises is missing. */
    MISSING_OUTPUT("MissingOutput"),
    /** The same person has decided before. */
    SECOND_DECISION("SecondDecision");

    private final String word;

    Cause(String word) {
      this.word = word;
    }

    /** As metrics show it. */
    public String word() {
      return word;
    }
  }
}
