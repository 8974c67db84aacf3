package dev.phaserollout.engine;

/**
 * Identity of one Job: one attempt of one step in one run.
 *
 * @param digest of the step, with the values of its inputs
 * @param number from 1
 */
public record Attempt(
    String rolloutUid, int run, String phase, String step, Role role, String digest, int number) {

  @Override
  public String toString() {
    return role.label() + " " + phase + "/" + step + " #" + number;
  }
}
