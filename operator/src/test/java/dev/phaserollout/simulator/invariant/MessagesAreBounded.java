package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** And only steps that are unfinished or failed carry one. */
final class MessagesAreBounded implements Invariant {

  private static final int MOST = 1024;

  @Override
  public String sentence() {
    return "no message is longer than 1 KiB, and no step that is done carries one";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (History.Write write : history.writes()) {
      PhaseRolloutStatus status = write.after().getStatus();
      judge(found, write, status.message());
      for (Condition condition : status.conditions()) {
        judge(found, write, condition.message());
      }
      for (PhaseStatus phase : status.phases()) {
        judge(found, write, phase.steps());
      }
      judge(found, write, status.finallySteps());
    }
    return found;
  }

  private static void judge(List<Evidence> found, History.Write write, List<StepStatus> steps) {
    for (StepStatus step : steps) {
      judge(found, write, step.message());
      if (step.message() != null && Claims.succeeded(step)) {
        String text = step.name() + " succeeded and says: " + step.message();
        found.add(new Evidence(write.move(), text));
      }
    }
  }

  private static void judge(List<Evidence> found, History.Write write, @Nullable String message) {
    if (message != null && message.length() > MOST) {
      String text = message.length() + " characters: " + message;
      found.add(new Evidence(write.move(), text));
    }
  }
}
