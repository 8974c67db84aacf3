package dev.phaserollout.api;

/** What is done about an attempt whose outcome cannot be known. */
public enum OnLost {
  Ask,
  Retry,
  Fail
}
