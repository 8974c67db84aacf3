package dev.phaserollout.api;

/** What a gate that could not be measured leads to. */
public enum OnError {
  Ask,
  Fail
}
