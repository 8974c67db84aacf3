package dev.phaserollout.api;

/** What a failed run does with the steps that it finished. */
public enum OnFailure {
  Automatic,
  Ask,
  None
}
