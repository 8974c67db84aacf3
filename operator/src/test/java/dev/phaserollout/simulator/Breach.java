package dev.phaserollout.simulator;

/**
 * A rule that did not hold.
 *
 * @param move of the schedule, at which it showed
 * @param rule the sentence
 * @param evidence what happened instead
 */
public record Breach(int move, String rule, String evidence) {
  @Override
  public String toString() {
    return "move " + move + ": NOT TRUE that " + rule + ": " + evidence;
  }
}
