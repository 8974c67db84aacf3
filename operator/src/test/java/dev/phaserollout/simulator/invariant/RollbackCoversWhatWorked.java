package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a rollback is called done, no container of a step in its reach stands that has started since
 * the last run that succeeded, whether its spec still has that step or not; and what was undone had
 * been ordered since then. A step that a spec in between gave no rollback is nobody's any more.
 */
final class RollbackCoversWhatWorked implements Invariant {

  private static final Set<String> FAILED_NOT =
      Set.of("Succeeded", "Skipped", "Pending", "Running", "Removed");

  @Override
  public String sentence() {
    return "a rollback undoes exactly what has worked since the last success";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      RunStatus run = write.after().getStatus().run();
      Optional<PhaseRolloutSpec> spec =
          run == null ? Optional.empty() : history.specOfRun(run.number());
      if (spec.isPresent() && isDone(run) && !isDone(write.before().getStatus().run())) {
        judge(found, history, write, spec.get());
      }
    }
    return found;
  }

  private static boolean isDone(RunStatus run) {
    return run != null && run.rollback() != null && "Succeeded".equals(run.rollback().state());
  }

  private static void judge(
      List<Evidence> found, History history, Write write, PhaseRolloutSpec spec) {
    int run = Claims.run(write.after());
    for (PhaseStatus phase : write.after().getStatus().phases()) {
      for (StepStatus step : phase.steps()) {
        if (inReach(write, phase.name(), step.name())) {
          for (PodRun pod : Undoing.standing(history, step.name(), run, write.version())) {
            if (isOurs(history, step.name(), pod.attempt().run(), run)
                && !startedUnseen(history, pod)) {
              found.add(new Evidence(write.move(), "standing undone: " + pod));
            }
          }
        }
      }
    }
    lost(found, history, write);
    for (PodRun undo : Pods.ofCompensations(history)) {
      boolean ofThis = undo.attempt().run() == run && undo.version() < write.version();
      if (ofThis && !wasOrdered(history, spec, undo.attempt().step(), run)) {
        found.add(new Evidence(write.move(), "undone although nothing had worked: " + undo));
      }
    }
  }

  private static boolean inReach(Write write, String phase, String step) {
    RollbackStatus rollback = write.after().getStatus().run().rollback();
    String scope = rollback == null ? "" : String.valueOf(rollback.scope());
    Optional<StepStatus> claim = Claims.step(write.after().getStatus(), step);
    return switch (scope) {
      case "Cancelled" -> claim.filter(one -> "Aborted".equals(one.state())).isPresent();
      case "Phase" ->
          write.after().getStatus().phases().stream()
              .filter(one -> one.name().equals(phase))
              .map(PhaseStatus::state)
              .noneMatch(FAILED_NOT::contains);
      default -> true;
    };
  }

  /** It started as it was given up for not starting, and was killed: nobody has seen it run. */
  private static boolean startedUnseen(History history, PodRun pod) {
    return pod.outcome().isEmpty()
        && history.writes().stream()
            .filter(write -> Claims.names(write.after(), pod.attempt()))
            .reduce((earlier, later) -> later)
            .flatMap(write -> Claims.step(write.after().getStatus(), pod.attempt().step()))
            .filter(step -> "Cancelling".equals(step.state()))
            .filter(step -> "StartTimedOut".equals(step.reason()))
            .isPresent();
  }

  /** What stands and is not even named, because the spec has it no longer. */
  private static void lost(List<Evidence> found, History history, Write write) {
    int run = Claims.run(write.after());
    RollbackStatus rollback = write.after().getStatus().run().rollback();
    if (rollback == null || !"Run".equals(rollback.scope())) {
      return;
    }
    Pods.ofSteps(history).stream()
        .map(pod -> pod.attempt().step())
        .distinct()
        .filter(step -> Claims.step(write.after().getStatus(), step).isEmpty())
        .flatMap(step -> Undoing.standing(history, step, run, write.version()).stream())
        .filter(pod -> !pod.attempt().phase().equals(Claims.FINALLY))
        .filter(pod -> isOurs(history, pod.attempt().step(), pod.attempt().run(), run))
        .filter(pod -> !startedUnseen(history, pod))
        .forEach(pod -> found.add(new Evidence(write.move(), "standing and forgotten: " + pod)));
  }

  /** Whether every run since then that knew the step knew a rollback of it. */
  private static boolean isOurs(History history, String step, int from, int to) {
    for (int run = from; run <= to; run++) {
      Optional<PhaseRolloutSpec> spec = history.specOfRun(run);
      boolean without =
          spec.filter(known -> Claims.stepOf(known, step).isPresent())
              .filter(known -> !Undoing.undoable(known, step))
              .isPresent();
      if (without || (spec.isEmpty() && run == from)) {
        return false;
      }
    }
    return true;
  }

  private static boolean wasOrdered(History history, PhaseRolloutSpec spec, String step, int run) {
    int since = Undoing.lastSuccessBefore(history, run);
    boolean manual = Claims.stepOf(spec, step).map(Step::manual).isPresent();
    return manual
        || history.births().stream()
            .map(birth -> birth.request().attempt())
            .filter(attempt -> attempt.step().equals(step))
            .anyMatch(attempt -> attempt.run() > since && attempt.run() <= run);
  }
}
