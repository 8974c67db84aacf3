package dev.phaserollout.view;

import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;

/** What the words of a status mean for a picture. A word that is not known is shown as it is. */
final class Words {

  private Words() {}

  static String state(StepStatus step) {
    return step.state() == null ? StateWord.PENDING : step.state();
  }

  /** Starting and running are one to a person: the command is at work. */
  static boolean atWork(String state) {
    return state.equals(StateWord.STARTING)
        || state.equals(StateWord.RUNNING)
        || state.equals(StateWord.CANCELLING);
  }

  static boolean over(String state) {
    return !state.equals(StateWord.PENDING)
        && !state.equals(StateWord.REMOVED)
        && !state.equals(StateWord.WAITING)
        && !state.equals(StateWord.RETRYING)
        && !state.equals(StateWord.MEASURING)
        && !state.equals(StateWord.AWAITING_ANSWER)
        && !atWork(state);
  }

  static boolean well(String state) {
    return state.equals(StateWord.SUCCEEDED) || state.equals(StateWord.SKIPPED);
  }
}
