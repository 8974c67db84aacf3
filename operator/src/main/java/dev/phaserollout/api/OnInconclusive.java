package dev.phaserollout.api;

/** What an inconclusive gate leads to. */
public enum OnInconclusive {
  Ask,
  Fail,
  Pass
}
