package dev.phaserollout.api;

/** Whether a checkpoint of an earlier run stands in for running the step again. */
public enum Reuse {
  WhenUnchanged,
  Never
}
