package dev.phaserollout.api;

/** How far a compensation reaches. */
public enum RollbackScope {
  Phase,
  Run
}
