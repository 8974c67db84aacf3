package dev.phaserollout.engine;

import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the status of a run says of its rollback. */
final class RollbackRecord {

  private static final int NAMES_MAX = 50;

  private RollbackRecord() {}

  static Optional<RollbackState> state(RunStatus run) {
    return Optional.ofNullable(run.rollback()).map(RollbackState::of);
  }

  /** When the first compensation might start; empty where none may yet. */
  static Optional<Instant> startedAt(RunStatus run) {
    return Optional.ofNullable(run.rollback())
        .flatMap(rollback -> StatusTime.read(rollback.startedAt()));
  }

  /** Whether the run has a rollback that has not got to its end, under way or stopped. */
  static boolean stands(RunStatus run) {
    return state(run).filter(state -> state != RollbackState.SUCCEEDED).isPresent();
  }

  static boolean underWay(RunStatus run) {
    return state(run).filter(state -> !state.over()).isPresent();
  }

  /** The run with a rollback that begins as soon as nothing else is at work. */
  static RunStatus request(RunStatus run, RollbackCause cause, RollbackReach reach) {
    return RunFields.of(run)
        .rollback(
            new RollbackStatus(
                RollbackState.DUE.word(),
                reach.word(),
                cause.word(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null));
  }

  /** The run with its rollback told by a person to stop or to go on. */
  static RunStatus tell(RunStatus run, RollbackState next) {
    return moved(run, next, Optional.empty());
  }

  /** The run with its rollback stopped where it is. */
  static RunStatus stop(RunStatus run, Instant at) {
    return moved(run, RollbackState.STOPPED, Optional.of(at));
  }

  private static RunStatus moved(RunStatus run, RollbackState next, Optional<Instant> completed) {
    RollbackStatus r = run.rollback();
    return r == null
        ? run
        : RunFields.of(run)
            .rollback(
                new RollbackStatus(
                    next.word(),
                    r.scope(),
                    r.cause(),
                    r.steps(),
                    r.compensated(),
                    r.failed(),
                    r.standing(),
                    r.withoutRollback(),
                    r.tripped(),
                    r.startedAt(),
                    completed.map(StatusTime::text).orElse(null),
                    r.commit()));
  }

  /** Writes the numbers down, which follow from the states of the compensations. */
  static void count(RunState run, RollbackStatus r, RollbackCover cover, RollbackState next) {
    boolean halted = next == RollbackState.FAILED || next == RollbackState.STOPPED;
    String now = StatusTime.text(run.now());
    RollbackStatus counted =
        new RollbackStatus(
            next.word(),
            r.scope(),
            r.cause(),
            cover.size(),
            (int) all(cover).filter(step -> undone(run, step)).count(),
            names(cover, step -> failed(run, step)),
            halted ? names(cover, step -> !undone(run, step)) : List.of(),
            cover.without().stream().limit(NAMES_MAX).toList(),
            r.tripped(),
            r.startedAt() == null ? now : r.startedAt(),
            !next.over() ? null : r.completedAt() == null ? now : r.completedAt(),
            revert(run).map(StepStatus::commit).orElse(null));
    if (!counted.equals(r)) {
      run.draft().run(RunFields.of(run.run()).rollback(counted));
    }
  }

  /** Writes down that a guardrail has failed meanwhile, which stops nothing. */
  static void tripped(RunState run, String guardrail) {
    RollbackStatus r = run.run().rollback();
    if (r == null || r.tripped().contains(guardrail) || r.tripped().size() >= NAMES_MAX) {
      return;
    }
    RollbackStatus noted =
        new RollbackStatus(
            r.state(),
            r.scope(),
            r.cause(),
            r.steps(),
            r.compensated(),
            r.failed(),
            r.standing(),
            r.withoutRollback(),
            Stream.concat(r.tripped().stream(), Stream.of(guardrail)).toList(),
            r.startedAt(),
            r.completedAt(),
            r.commit());
    run.draft().run(RunFields.of(run.run()).rollback(noted));
  }

  private static List<String> names(RollbackCover cover, Predicate<PlanStep> which) {
    return all(cover).filter(which).map(PlanStep::name).limit(NAMES_MAX).toList();
  }

  private static Stream<PlanStep> all(RollbackCover cover) {
    return Stream.concat(cover.steps().stream(), cover.reverted().stream());
  }

  private static boolean undone(RunState run, PlanStep step) {
    return undoing(run, step).filter(StepState.Succeeded.class::isInstance).isPresent();
  }

  private static boolean failed(RunState run, PlanStep step) {
    return undoing(run, step).filter(StepState.Ended.class::isInstance).isPresent();
  }

  private static Optional<StepState> undoing(RunState run, PlanStep step) {
    return step.compensation().or(() -> run.plan().revert()).map(run::step);
  }

  private static Optional<StepStatus> revert(RunState run) {
    return run.plan()
        .revert()
        .map(run::step)
        .filter(StepState.Succeeded.class::isInstance)
        .map(state -> StepCodec.write(PlanGit.REVERT, state));
  }
}
