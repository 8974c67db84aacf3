package dev.phaserollout.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The bounds of phases and of the whole run. */
final class RunDeadlines {

  private RunDeadlines() {}

  static void enforce(RunState run) {
    deadline(run)
        .filter(due -> !run.now().isBefore(due))
        .filter(due -> !over(run))
        .ifPresent(
            due ->
                run.end(
                    RunResult.FAILED,
                    StatusReason.RUN_TIMED_OUT,
                    StatusMessages.runTimedOut(run.plan().timeout().orElseThrow())));
    for (PlanPhase phase : run.plan().phases()) {
      deadline(run, phase)
          .filter(due -> !run.now().isBefore(due))
          .filter(due -> !over(run, phase))
          .ifPresent(
              due ->
                  run.end(
                      RunResult.FAILED,
                      StatusReason.PHASE_TIMED_OUT,
                      StatusMessages.phaseTimedOut(phase)));
    }
  }

  private static boolean over(RunState run) {
    return run.plan().phases().stream().allMatch(phase -> over(run, phase));
  }

  /** What has ended well counts, however late it was seen. */
  private static boolean over(RunState run, PlanPhase phase) {
    return run.phase(phase).done() || phase.steps().stream().allMatch(run::done);
  }

  /** A deadline that would end nothing wakes nobody: once it has passed, it always would. */
  static void wake(RunState run) {
    if (run.ending()) {
      return;
    }
    deadline(run)
        .filter(due -> !over(run))
        .ifPresent(due -> run.draft().wake(due, "the run times out"));
    for (PlanPhase phase : run.plan().phases()) {
      deadline(run, phase)
          .filter(due -> !over(run, phase))
          .ifPresent(due -> run.draft().wake(due, "phase " + phase.name() + " times out"));
    }
  }

  /**
   * Until when a gate that its phase waits for may measure: a phase and a run may take no longer
   * than they say where nothing but gates is left either. Empty where steps are left to be ended.
   */
  static Optional<Instant> ofGate(RunState run, PlanGate gate) {
    return run.plan().phases().stream()
        .filter(phase -> phase.gates().contains(gate))
        .findFirst()
        .flatMap(phase -> ofGatesLeft(run, phase));
  }

  private static Optional<Instant> ofGatesLeft(RunState run, PlanPhase phase) {
    Optional<Instant> phaseEnds = deadline(run, phase).filter(due -> over(run, phase));
    Optional<Instant> runEnds = deadline(run).filter(due -> over(run));
    return Stream.concat(phaseEnds.stream(), runEnds.stream()).min(Instant::compareTo);
  }

  private static Optional<Instant> deadline(RunState run) {
    return StatusTime.read(run.run().startedAt())
        .flatMap(started -> run.plan().timeout().map(started::plus));
  }

  private static Optional<Instant> deadline(RunState run, PlanPhase phase) {
    return run.phase(phase) instanceof PhaseState.Running running
        ? phase.timeout().map(running.since()::plus)
        : Optional.empty();
  }
}
