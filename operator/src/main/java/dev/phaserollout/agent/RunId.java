package dev.phaserollout.agent;

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
  String trailer() {
    return namespace + "/" + rollout + "/" + run + " " + uid;
  }

  /** Where on the remote the candidates of the run are, without a slash at the end. */
  String candidates() {
    return "refs/phaserollout/" + uid + "/" + run;
  }

  /** The ref that holds what a step wants to commit, until the branch has it. */
  String candidate(String step) {
    return candidates() + "/" + step;
  }
}
