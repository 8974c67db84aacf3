package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import java.util.Optional;

/**
 * Decides what follows from an observation. Pure: the same observation always gives the same
 * decision, and deciding again from the status just decided, with the same world at the same time,
 * changes nothing and asks for the same effects.
 */
public final class Engine {

  /** How far the run of a rollout has come; each stage has one class that knows its rules. */
  private enum Stage {
    NONE,
    ACCEPTED,
    UNDER_WAY,
    ENDED,
    ROLLING_BACK;

    static Stage of(Optional<RunStatus> run) {
      if (run.isEmpty()) {
        return NONE;
      }
      if (run.get().completedAt() != null) {
        return RollbackRecord.underWay(run.get()) ? ROLLING_BACK : ENDED;
      }
      return run.get().startedAt() == null ? ACCEPTED : UNDER_WAY;
    }
  }

  private final Expressions expressions;

  /**
   * @param expressions evaluates the conditions of phases and steps
   */
  public Engine(Expressions expressions) {
    this.expressions = expressions;
  }

  public Decision decide(Observation seen) {
    PhaseRolloutStatus stored = seen.rollout().getStatus();
    if (stored == null) {
      stored = StatusDraft.NOTHING_YET;
    }
    if (seen.rollout().isMarkedForDeletion()) {
      return Decision.nothing(stored);
    }
    StatusDraft draft = new StatusDraft(seen, stored);
    Stage stage;
    do {
      RunCommands.obey(draft);
      stage = Stage.of(draft.run());
      advance(draft, stage);
    } while (Stage.of(draft.run()) != stage);
    RunCommands.settle(draft);
    RunHistory.expire(draft);
    StrayJobs.cancel(draft);
    return draft.decision();
  }

  private void advance(StatusDraft draft, Stage stage) {
    switch (stage) {
      case NONE -> RunStart.first(draft);
      case ACCEPTED -> RunAdmission.advance(draft);
      case UNDER_WAY -> RunProgress.advance(draft, expressions);
      case ENDED -> RunStart.next(draft);
      case ROLLING_BACK -> RollbackAfterEnd.advance(draft, expressions);
    }
  }
}
