package dev.phaserollout.api;

/** How several series become one value. */
public enum Reduce {
  Max,
  Min,
  Sum,
  Avg
}
