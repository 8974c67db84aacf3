package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Each belongs to something that stands still because of it, and each such thing has one. */
final class QuestionsAreThoseThatWait implements Invariant {

  private static final Set<String> OF_STEPS = Set.of("ManualStep", "FailedStep", "LostOutcome");

  @Override
  public String sentence() {
    return "a question is there exactly while something waits for it, and no two have one id";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      PhaseRollout rollout = write.after();
      Set<String> ids = new HashSet<>();
      Set<String> ofSteps = new TreeSet<>();
      for (QuestionStatus question : rollout.getStatus().questions()) {
        if (!ids.add(question.id())) {
          found.add(new Evidence(write.move(), "twice " + question.id()));
        }
        if (OF_STEPS.contains(String.valueOf(question.kind()))) {
          ofSteps.add(question.id());
        } else if (!waits(rollout.getStatus(), question)) {
          found.add(new Evidence(write.move(), "nothing waits for " + question));
        }
      }
      if (!ofSteps.equals(asking(rollout.getStatus()))) {
        String text = "asked of " + ofSteps + ", waiting " + asking(rollout.getStatus());
        found.add(new Evidence(write.move(), text));
      }
      boolean said =
          rollout.getStatus().conditions().stream()
              .anyMatch(one -> one.type().equals("AwaitingAnswer") && one.status().equals("True"));
      if (said == ids.isEmpty()) {
        found.add(new Evidence(write.move(), "AwaitingAnswer is " + said + " with " + ids));
      }
    }
    return found;
  }

  private static Set<String> asking(PhaseRolloutStatus status) {
    Set<String> asking = new TreeSet<>();
    for (PhaseStatus phase : status.phases()) {
      for (StepStatus step : phase.steps()) {
        if (Claims.asks(step)) {
          asking.add(phase.name() + "/" + step.name());
        }
      }
    }
    return asking;
  }

  private static boolean waits(PhaseRolloutStatus status, QuestionStatus question) {
    RunStatus run = status.run();
    return run != null
        && switch (String.valueOf(question.kind())) {
          case "Approval" -> run.result() == null && unapproved(status, question.id());
          case "FailedRun" ->
              "Failed".equals(run.result()) && run.rollback() == null && run.completedAt() == null;
          case "GateInDoubt" ->
              (run.result() == null || isAwaited(status, run, question.id()))
                  && inDoubt(status).contains(question.id());
          case "StuckPod" -> cancelling(status).contains(question.id());
          default -> false;
        };
  }

  private static boolean unapproved(PhaseRolloutStatus status, String name) {
    Optional<PhaseStatus> phase =
        status.phases().stream().filter(one -> one.name().equals(name)).findFirst();
    return phase.filter(one -> "Running".equals(one.state())).isPresent()
        && phase.get().approvedAt() == null
        && phase.get().steps().stream().noneMatch(Claims::active);
  }

  /** A run that an edit has overtaken waits for the steps that the next one takes over. */
  private static boolean isAwaited(PhaseRolloutStatus status, RunStatus run, String gate) {
    return "Superseded".equals(run.result())
        && status.phases().stream()
            .anyMatch(
                phase ->
                    phase.steps().stream()
                        .filter(step -> "Measuring".equals(step.state()))
                        .map(step -> phase.name() + "/" + step.name() + Gates.GATE)
                        .anyMatch(gate::startsWith));
  }

  private static Set<String> inDoubt(PhaseRolloutStatus status) {
    return Gates.of(status).entrySet().stream()
        .filter(gate -> "InDoubt".equals(gate.getValue().state()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Set<String> cancelling(PhaseRolloutStatus status) {
    Set<String> ids = new HashSet<>();
    for (PhaseStatus phase : status.phases()) {
      phase.steps().forEach(step -> cancelling(phase.name(), step, ids));
    }
    status.finallySteps().forEach(step -> cancelling(Claims.FINALLY, step, ids));
    Claims.gitOfRun(status)
        .forEach((job, work) -> cancelling(Claims.WORKSPACE + "/" + job, ":git", work, ids));
    Gates.of(status).forEach((path, gate) -> cancelling(path, ":gate", gate.job(), ids));
    return ids;
  }

  private static void cancelling(String phase, StepStatus step, Set<String> ids) {
    if ("Cancelling".equals(step.state())) {
      ids.add(phase + "/" + step.name() + ":pod");
    }
    cancelling(phase + "/" + step.name(), ":rollback", step.rollback(), ids);
    cancelling(phase + "/" + step.name(), ":git", step.git(), ids);
  }

  private static void cancelling(
      String path, String role, @Nullable WorkStatus work, Set<String> ids) {
    if (work != null && "Cancelling".equals(work.state())) {
      ids.add(path + role + ":pod");
    }
  }
}
