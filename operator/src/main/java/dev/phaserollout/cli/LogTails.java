package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import dev.phaserollout.local.LogTail;
import dev.phaserollout.local.StateFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ends of the logs of the steps that are at work. */
final class LogTails {

  private static final int LINES = 3;
  private static final Set<String> AT_WORK =
      Set.of(StateWord.STARTING, StateWord.RUNNING, StateWord.CANCELLING);

  private final StateFolder state;
  private final LogTail tail;

  LogTails(StateFolder state, LogTail tail) {
    this.state = state;
    this.tail = tail;
  }

  /** By name of step; of its compensation while that is at work. */
  Map<String, List<String>> of(PhaseRolloutStatus status) {
    Map<String, List<String>> tails = new LinkedHashMap<>();
    RunStatus run = status.run();
    if (run == null) {
      return tails;
    }
    for (PhaseStatus phase : status.phases()) {
      phase.steps().forEach(step -> read(run.number(), phase.name(), step, tails));
    }
    status.finallySteps().forEach(step -> read(run.number(), "finally", step, tails));
    return tails;
  }

  private void read(int run, String phase, StepStatus step, Map<String, List<String>> tails) {
    Integer attempt = step.attempt();
    if (attempt != null && step.state() != null && AT_WORK.contains(step.state())) {
      tails.put(step.name(), tail.last(state.log(run, phase, step.name(), attempt), LINES));
    }
    WorkStatus undo = step.rollback();
    if (undo != null
        && undo.attempt() != null
        && undo.state() != null
        && AT_WORK.contains(undo.state())) {
      tails.put(
          step.name(),
          tail.last(state.rollbackLog(run, phase, step.name(), undo.attempt()), LINES));
    }
  }
}
