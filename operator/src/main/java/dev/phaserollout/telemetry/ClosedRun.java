package dev.phaserollout.telemetry;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The end of a run, or of the rollback of one that had ended, in a write that speaks of the next
 * run already: of the old one there is its record in the history, and the checkpoints that the new
 * one was given. What neither says is {@link Happening#UNKNOWN}.
 */
final class ClosedRun {

  private final PhaseRolloutStatus before;
  private final Place place;
  private final Optional<RunRecord> record;
  private final Map<String, StepCheckpoint> checkpoints;
  private final Instant ended;
  private final String undone;
  private final List<Happening> found = new ArrayList<>();

  private ClosedRun(
      PhaseRolloutStatus before, RunStatus run, PhaseRolloutStatus after, Instant now) {
    this.before = before;
    this.place = Place.of(run);
    this.record = after.history().stream().filter(ended -> ended.run() == run.number()).findFirst();
    this.checkpoints =
        after.phases().stream()
            .flatMap(phase -> phase.steps().stream())
            .filter(step -> recordedIn(step, run.number()))
            .collect(Collectors.toMap(StepStatus::name, ClosedRun::checkpoint, (a, b) -> a));
    this.ended =
        run.completedAt() != null
            ? now
            : record.flatMap(r -> StatusWords.time(r.completedAt())).orElse(now);
    // The next run begins when a rollback got to its end, unless a person has given it up.
    this.undone = CommandHappenings.rerun(before, after) ? Happening.UNKNOWN : StateWord.SUCCEEDED;
  }

  /**
   * @param run the run of {@code before}, which had not ended or had a rollback
   */
  static List<Happening> of(
      PhaseRolloutStatus before, RunStatus run, PhaseRolloutStatus after, Instant now) {
    ClosedRun closed = new ClosedRun(before, run, after, now);
    if (run.completedAt() == null) {
      Optional.ofNullable(run.hold())
          .map(hold -> HoldHappenings.ended(closed.place, hold, closed.ended))
          .ifPresent(closed.found::add);
      closed.phases();
    }
    Optional.ofNullable(run.rollback()).ifPresent(closed::rollback);
    if (run.completedAt() == null) {
      closed.steps(closed.place.inPhase(Place.FINALLY), before.finallySteps());
      closed.end(run);
    }
    return closed.found;
  }

  private static boolean recordedIn(StepStatus step, int run) {
    return step.checkpoint() != null
        ? step.checkpoint().run() == run && !Boolean.TRUE.equals(step.checkpoint().voided())
        : step.reusedFromRun() != null && step.reusedFromRun() == run && step.digest() != null;
  }

  private static StepCheckpoint checkpoint(StepStatus step) {
    return step.checkpoint() != null
        ? step.checkpoint()
        : new StepCheckpoint(
            step.reusedFromRun() == null ? 0 : step.reusedFromRun(),
            StatusWords.orEmpty(step.digest()),
            step.attempt(),
            Map.of(),
            null,
            step.completedAt(),
            null,
            null);
  }

  private void phases() {
    for (PhaseStatus phase : before.phases()) {
      Place of = place.inPhase(phase.name());
      steps(of, phase.steps());
      if (StateWord.RUNNING.equals(phase.state())) {
        found.add(
            new PhaseHappening.PhaseEnded(
                of, result(), "", "", StatusWords.time(phase.startedAt()), ended));
      }
    }
  }

  private void steps(Place phase, List<StepStatus> steps) {
    for (StepStatus step : steps) {
      String state = StatusWords.state(step.state());
      if (!state.equals(StateWord.PENDING) && !StatusWords.over(state)) {
        step(phase.ofStep(step.name()), step);
      }
    }
  }

  private void rollback(RollbackStatus rollback) {
    if (RollbackHappenings.halted(rollback)) {
      found.add(new RollbackHappening.RollbackGivenUp(place, rollback.standing()));
    } else if (!RollbackHappenings.over(rollback)) {
      for (PhaseStatus phase : before.phases()) {
        Place of = place.inPhase(phase.name());
        phase.steps().forEach(step -> compensation(of.ofStep(step.name()).undone(), step));
      }
      boolean gotToItsEnd = undone.equals(StateWord.SUCCEEDED);
      found.add(RollbackHappenings.closed(place, rollback, gotToItsEnd, ended));
    }
  }

  private void compensation(Place of, StepStatus step) {
    step.undone()
        .filter(undoing -> !StatusWords.over(StatusWords.state(undoing.state())))
        .ifPresent(undoing -> over(of, undoing, undone, ended));
  }

  /** Without a checkpoint nothing is known: a run may pass over steps that failed. */
  private void step(Place of, StepStatus step) {
    Optional<StepCheckpoint> checkpoint = Optional.ofNullable(checkpoints.get(step.name()));
    over(
        of,
        step,
        checkpoint.isPresent() ? StateWord.SUCCEEDED : Happening.UNKNOWN,
        checkpoint.flatMap(c -> StatusWords.time(c.recordedAt())).orElse(ended));
  }

  private void over(Place of, StepStatus step, String state, Instant at) {
    int attempt = StatusWords.attempt(step);
    if (StatusWords.atWork(step)) {
      found.add(
          new AttemptHappening.AttemptEnded(
              of.ofAttempt(attempt),
              state,
              "",
              "",
              Optional.empty(),
              StatusWords.time(step.attemptStartedAt()),
              StatusWords.time(step.runningSince()),
              at));
    }
    found.add(
        new StepHappening.StepEnded(
            of, state, "", "", attempt, Optional.empty(), StatusWords.time(step.startedAt()), at));
  }

  private String result() {
    return record.flatMap(r -> Optional.ofNullable(r.result())).orElse(Happening.UNKNOWN);
  }

  private void end(RunStatus run) {
    found.add(
        new RunHappening.RunEnded(
            place,
            result(),
            record.map(RunRecord::reason).orElse(""),
            record.map(RunRecord::message).orElse(""),
            StatusWords.time(run.startedAt()),
            ended));
  }
}
