package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The condition and the numbers beside it, against the containers that undid something. */
final class RolledBackIsTrue implements Invariant {

  @Override
  public String sentence() {
    return "the condition RolledBack and its numbers are what the world shows";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      String wrong = wrong(history, write);
      if (!wrong.isEmpty()) {
        found.add(new Evidence(write.move(), wrong));
      }
    }
    return found;
  }

  private static String wrong(History history, Write write) {
    PhaseRolloutStatus status = write.after().getStatus();
    RunStatus run = status.run();
    RollbackStatus rollback = run == null ? null : run.rollback();
    Optional<String> said =
        status.conditions().stream()
            .filter(condition -> condition.type().equals("RolledBack"))
            .map(Condition::status)
            .findFirst();
    if (rollback == null) {
      return said.isEmpty() ? "" : "RolledBack is " + said.get() + " without a rollback";
    }
    String right = "Succeeded".equals(rollback.state()) ? "True" : "False";
    if (!said.equals(Optional.of(right))) {
      return "RolledBack is " + said + ", expected " + right;
    }
    int steps = rollback.steps() == null ? 0 : rollback.steps();
    int compensated = rollback.compensated() == null ? 0 : rollback.compensated();
    if (right.equals("True") && steps != compensated) {
      return "rolled back with " + compensated + " of " + steps;
    }
    for (StepStatus step : Claims.steps(status).toList()) {
      if (step.rollback() != null
          && "Succeeded".equals(step.rollback().state())
          && !undone(history, write, step.name())
          && !takenBack(history, write, step)) {
        return step.name() + " is called undone, and nothing has undone it";
      }
    }
    return "";
  }

  /** A step without a compensation is undone by the commit that reverts its own. */
  private static boolean takenBack(History history, Write write, StepStatus step) {
    return history
            .specOfRun(Claims.run(write.after()))
            .filter(spec -> !Undoing.undoable(spec, step.name()))
            .isPresent()
        && history.pods().stream()
            .filter(pod -> pod.attempt().run() == Claims.run(write.after()))
            .filter(pod -> pod.attempt().role() == Role.GIT && pod.version() < write.version())
            .anyMatch(pod -> pod.attempt().step().equals("revert") && pod.endedWell());
  }

  private static boolean undone(History history, Write write, String step) {
    return Pods.ofCompensations(history).stream()
        .filter(pod -> pod.attempt().run() == Claims.run(write.after()))
        .filter(pod -> pod.attempt().step().equals(step) && pod.version() < write.version())
        .anyMatch(pod -> pod.endedWell() && !Outputs.unreadable(pod));
  }
}
