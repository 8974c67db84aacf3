package dev.phaserollout.errand;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an errand has come to.
 *
 * @param branch the short name of the branch, which a spec may leave to the remote
 * @param commit what the outcome speaks of, in full; empty where there is none
 * @param message the same for people
 */
public record ErrandResult(Outcome outcome, String branch, Optional<String> commit, String message)
    implements ErrandEnd {

  /** What became of the commit. */
  public enum Outcome {
    /** The commit is the one that the run begins with. */
    Prepared,
    /** The commit is in the working tree. */
    CheckedOut,
    /**
     * The deliverables are there, and nothing was to be committed; the commit, where there is one,
     * is the branch's head that they were found in.
     */
    Delivered,
    /** The commit waits on its candidate ref for the gates of its step. */
    Proposed,
    /**
     * The commit waits on its candidate ref, anew and on other ground: it has to be judged again.
     */
    Rebased,
    /** The commit is part of the branch. */
    Advanced,
    /** The commit takes the others back. */
    Reverted,
    /** The commit is the last one of the release, and has its tag. */
    Completed;

    /** The outcome of that name; empty where it is one of a newer agent, or none. */
    public static Optional<Outcome> ofWord(String word) {
      return Arrays.stream(values()).filter(outcome -> outcome.name().equals(word)).findFirst();
    }
  }

  /** A result that speaks of a commit. */
  public static ErrandResult of(Outcome outcome, String branch, String commit, String message) {
    return new ErrandResult(outcome, branch, Optional.of(commit), message);
  }
}
