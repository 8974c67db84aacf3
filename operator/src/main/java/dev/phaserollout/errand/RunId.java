package dev.phaserollout.errand;

import java.util.OptionalInt;

/**
 * Which run works on the workspace. The uid of the rollout makes it unique after delete and
 * re-create too.
 *
 * @param namespace of the rollout
 * @param rollout its name
 * @param uid its uid
 * @param run the number of the run, from 1
 */
public record RunId(String namespace, String rollout, String uid, int run) {

  /** The value of the trailer {@code Release-Run}: {@code shop/checkout/3 2f6a…}. */
  public String trailer() {
    return namespace + "/" + rollout + "/" + run + " " + uid;
  }

  /**
   * Which run of the same rollout has left a trailer; empty where it is one of another rollout, or
   * none.
   */
  public OptionalInt runOf(String trailer) {
    String before = namespace + "/" + rollout + "/";
    String after = " " + uid;
    if (!trailer.startsWith(before) || !trailer.endsWith(after)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(
          Integer.parseInt(trailer, before.length(), trailer.length() - after.length(), 10));
    } catch (NumberFormatException | IndexOutOfBoundsException writtenByOthers) {
      return OptionalInt.empty();
    }
  }

  /** Where on the remote the candidates of the run are, without a slash at the end. */
  public String candidates() {
    return "refs/phaserollout/" + uid + "/" + run;
  }

  /** The ref that holds what a step wants to commit, until the branch has it. */
  public String candidate(String step) {
    return candidates() + "/" + step;
  }
}
