package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;

/** Finds in a history the rare things that rollbacks do. */
final class RollbackRarities {

  private final History history;
  private final Tally tally;

  private RollbackRarities(History history, Tally tally) {
    this.history = history;
    this.tally = tally;
  }

  static void count(History history, Tally tally) {
    RollbackRarities rarities = new RollbackRarities(history, tally);
    history.pods().stream()
        .filter(pod -> pod.attempt().role() == Role.ROLLBACK)
        .forEach(rarities::count);
    history.writes().forEach(rarities::count);
  }

  private void count(PodRun pod) {
    tally.count(Sometimes.COMPENSATION_RAN);
    tally.countIf(pod.attempt().number() > 1, Sometimes.COMPENSATION_RETRIED);
    tally.countIf(ended(pod, AttemptOutcome.Failed.class), Sometimes.COMPENSATION_FAILED);
    tally.countIf(ended(pod, AttemptOutcome.Disrupted.class), Sometimes.COMPENSATION_DISRUPTED);
    tally.countIf(ended(pod, AttemptOutcome.Lost.class), Sometimes.COMPENSATION_LOST);
    tally.countIf(
        pod.endedAt().isPresent() && pod.outcome().isEmpty(), Sometimes.COMPENSATION_CANCELLED);
    tally.countIf(undoesAnEarlierRun(pod), Sometimes.ROLLED_BACK_WORK_OF_AN_EARLIER_RUN);
    tally.countIf(undoesWhatIsRemoved(pod), Sometimes.ROLLED_BACK_WHAT_AN_EDIT_HAS_REMOVED);
  }

  private boolean undoesWhatIsRemoved(PodRun undo) {
    return history
        .specOfRun(undo.attempt().run())
        .filter(
            spec ->
                spec.phases().stream()
                    .flatMap(phase -> phase.steps().stream())
                    .noneMatch(step -> step.name().equals(undo.attempt().step())))
        .isPresent();
  }

  private boolean undoesAnEarlierRun(PodRun undo) {
    return history.pods().stream()
        .filter(pod -> pod.attempt().role() == Role.STEP)
        .filter(pod -> pod.attempt().step().equals(undo.attempt().step()))
        .noneMatch(pod -> pod.attempt().run() == undo.attempt().run());
  }

  private static boolean ended(PodRun pod, Class<? extends AttemptOutcome> how) {
    return pod.outcome().filter(how::isInstance).isPresent();
  }

  private void count(History.Write write) {
    RunStatus run = write.after().getStatus().run();
    RunStatus before = write.before().getStatus().run();
    RollbackStatus then = before == null ? null : before.rollback();
    tally.countIf(
        write.after().getStatus().phases().stream()
            .flatMap(phase -> phase.steps().stream())
            .anyMatch(step -> step.rollback() != null && "Error".equals(step.rollback().state())),
        Sometimes.COMPENSATION_NEVER_STARTED);
    tally.countIf(
        then != null && halted(then) && run.number() > before.number(),
        Sometimes.ROLLBACK_GIVEN_UP);
    if (run == null || run.rollback() == null || sameState(write)) {
      return;
    }
    tally.countIf(
        then != null && halted(then) && !over(run.rollback()), Sometimes.ROLLBACK_GONE_ON_WITH);
    tally.countIf("Failed".equals(run.rollback().state()), Sometimes.ROLLBACK_FAILED);
    tally.countIf("Stopped".equals(run.rollback().state()), Sometimes.ROLLBACK_STOPPED);
    if ("Succeeded".equals(run.rollback().state())) {
      succeeded(run, run.rollback());
    }
  }

  private void succeeded(RunStatus run, RollbackStatus rollback) {
    if (rollback.steps() == null || rollback.steps() == 0) {
      return;
    }
    tally.countIf("Failure".equals(rollback.cause()), Sometimes.ROLLED_BACK_AFTER_A_FAILURE);
    tally.countIf("Command".equals(rollback.cause()), Sometimes.ROLLED_BACK_BY_COMMAND);
    tally.countIf("Answer".equals(rollback.cause()), Sometimes.ROLLED_BACK_BY_ANSWER);
    tally.countIf("Cancelled".equals(rollback.scope()), Sometimes.ROLLED_BACK_CANCELLED_STEPS);
    tally.countIf("Phase".equals(rollback.scope()), Sometimes.ROLLED_BACK_ONE_PHASE);
    tally.countIf("RolledBack".equals(run.result()), Sometimes.ROLLED_BACK_AFTER_SUCCESS);
  }

  private static boolean sameState(History.Write write) {
    return stateOf(write.before()).equals(stateOf(write.after()));
  }

  private static String stateOf(PhaseRollout rollout) {
    RunStatus run = rollout.getStatus().run();
    return run == null || run.rollback() == null
        ? ""
        : run.number() + " " + run.rollback().state() + " " + run.result();
  }

  private static boolean halted(RollbackStatus rollback) {
    return "Failed".equals(rollback.state()) || "Stopped".equals(rollback.state());
  }

  private static boolean over(RollbackStatus rollback) {
    return halted(rollback) || "Succeeded".equals(rollback.state());
  }
}
