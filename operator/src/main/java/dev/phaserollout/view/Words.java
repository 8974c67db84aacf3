package dev.phaserollout.view;

import dev.phaserollout.api.StepStatus;

/**
 * The words that a status uses for where a step or phase stands. A word that is not here is shown
 * as it is.
 */
final class Words {

  static final String PENDING = "Pending";
  static final String WAITING = "Waiting";
  static final String STARTING = "Starting";
  static final String RUNNING = "Running";
  static final String CANCELLING = "Cancelling";
  static final String RETRYING = "Retrying";
  static final String SUCCEEDED = "Succeeded";
  static final String SKIPPED = "Skipped";

  private Words() {}

  static String state(StepStatus step) {
    return step.state() == null ? PENDING : step.state();
  }

  /** Starting and running are one to a person: the command is at work. */
  static boolean atWork(String state) {
    return state.equals(STARTING) || state.equals(RUNNING) || state.equals(CANCELLING);
  }

  static boolean over(String state) {
    return !state.equals(PENDING)
        && !state.equals(WAITING)
        && !state.equals(RETRYING)
        && !atWork(state);
  }

  static boolean well(String state) {
    return state.equals(SUCCEEDED) || state.equals(SKIPPED);
  }
}
