package dev.phaserollout.api;

/** What an edited spec does to a run that is under way. */
public enum OnSpecChange {
  FinishCurrent,
  Restart
}
