package dev.phaserollout.simulator.invariant;

/**
 * What shows that a rule did not hold.
 *
 * @param move of the schedule in which it happened
 */
public record Evidence(int move, String text) {}
