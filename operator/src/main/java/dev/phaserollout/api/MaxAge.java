package dev.phaserollout.api;

/** How old a deliverable may be. */
public enum MaxAge {
  Run
}
