package dev.phaserollout.engine;

import dev.phaserollout.api.HandledCommands;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people ask for by annotation. The value names the run that it means, {@code 4}, or {@code
 * 4/<anything>} for a second time in the same run. Each is handled once and echoed in {@code
 * status.lastHandled}.
 */
final class RunCommands {

  static final String ABORT = "phaserollout.dev/abort";
  static final String RETRY = "phaserollout.dev/retry";
  static final String RERUN = "phaserollout.dev/rerun";
  static final String ROLLBACK = "phaserollout.dev/rollback";

  /** Which checkpoints the next run starts from: those that stand, or none. */
  enum Again {
    RETRY,
    RERUN
  }

  private static final HandledCommands NONE = new HandledCommands(null, null, null, null);

  private RunCommands() {}

  static void obey(StatusDraft draft) {
    Map<String, String> annotations = draft.seen().rollout().getMetadata().getAnnotations();
    if (annotations == null || annotations.isEmpty()) {
      return;
    }
    HandledCommands handled = draft.lastHandled().orElse(NONE);
    HandledCommands next =
        draft.run().isEmpty()
            ? new HandledCommands(
                token(annotations, RETRY),
                token(annotations, RERUN),
                token(annotations, ABORT),
                token(annotations, ROLLBACK))
            : obey(draft, annotations, handled);
    if (!next.equals(NONE)) {
      draft.lastHandled(next);
    }
  }

  /**
   * Whether an annotation may ask for a rollback, or to go on with one, that was not handled yet.
   */
  static boolean mayRollBack(PhaseRollout rollout, PhaseRolloutStatus status) {
    Map<String, String> annotations = rollout.getMetadata().getAnnotations();
    HandledCommands handled = status.lastHandled() == null ? NONE : status.lastHandled();
    return annotations != null
        && (!Objects.equals(token(annotations, ROLLBACK), handled.rollback())
            || !Objects.equals(token(annotations, RETRY), handled.retry()));
  }

  /** Where there are several: abort, rollback, retry, rerun. */
  private static HandledCommands obey(
      StatusDraft draft, Map<String, String> annotations, HandledCommands handled) {
    String abort = once(draft, token(annotations, ABORT), handled.abort(), RunCommands::abort);
    String rollback =
        once(draft, token(annotations, ROLLBACK), handled.rollback(), RunCommands::rollback);
    String retry =
        once(
            draft,
            token(annotations, RETRY),
            handled.retry(),
            (of, run) -> again(of, run, Again.RETRY));
    String rerun =
        once(
            draft,
            token(annotations, RERUN),
            handled.rerun(),
            (of, run) -> again(of, run, Again.RERUN));
    return new HandledCommands(retry, rerun, abort, rollback);
  }

  private static @Nullable String token(Map<String, String> annotations, String command) {
    return StatusSize.boundedToken(annotations.get(command));
  }

  /** Whether a command was handled; one that was not waits for its time. */
  private interface Command {
    boolean handle(StatusDraft draft, RunStatus run);
  }

  private static @Nullable String once(
      StatusDraft draft, @Nullable String asked, @Nullable String handled, Command command) {
    if (asked == null || asked.equals(handled)) {
      return handled;
    }
    RunStatus run = draft.run().orElseThrow();
    return !means(asked, run) || command.handle(draft, run) ? asked : handled;
  }

  /**
   * Ends what is under way: the run, else its rollback, else its finally steps. Nothing holds it
   * back.
   */
  private static boolean abort(StatusDraft draft, RunStatus run) {
    if (RollbackRecord.underWay(run)) {
      draft.run(RollbackRecord.tell(run, RollbackState.STOPPING));
    } else if (run.completedAt() == null && run.rollback() == null && RunRollback.failed(run)) {
      draft.run(RunRollback.declined(draft, run));
      draft.abortAgain();
    } else if (run.completedAt() == null) {
      abortRun(draft, run);
    }
    return true;
  }

  private static void abortRun(StatusDraft draft, RunStatus run) {
    if (run.result() != null) {
      draft.abortAgain();
    }
    if (run.result() == null || RunResult.SUCCEEDED.is(run.result())) {
      draft.run(
          RunFields.of(run)
              .ended(RunResult.ABORTED, StatusReason.ABORTED, StatusMessages.aborted()));
    }
  }

  /**
   * Undoes a run: one under way is ended first, one that is ending gets to its end first unless
   * people are asked just that, one whose rollback has stopped is gone on with.
   */
  private static boolean rollback(StatusDraft draft, RunStatus run) {
    if (run.rollback() != null) {
      if (RollbackRecord.stands(run) && !RollbackRecord.underWay(run)) {
        if (run.completedAt() == null) {
          return false;
        }
        goOn(draft, run);
      }
      return true;
    }
    if (run.startedAt() == null) {
      return true;
    }
    if (run.completedAt() == null && run.result() != null && !RollbackQuestion.held(draft)) {
      return false;
    }
    RunStatus ended =
        run.result() != null
            ? run
            : RunFields.of(run)
                .ended(
                    RunResult.ABORTED,
                    StatusReason.ROLLBACK_REQUESTED,
                    RollbackMessages.requested());
    draft.run(RollbackRecord.request(ended, RollbackCause.COMMAND, RollbackReach.RUN));
    return true;
  }

  /** A rollback that was asked for while it was about to begin of itself is this one. */
  static void settle(StatusDraft draft) {
    Optional<String> asked = rollbackWaiting(draft);
    if (asked.isPresent() && draft.run().filter(RollbackRecord::underWay).isPresent()) {
      HandledCommands handled = draft.lastHandled().orElse(NONE);
      draft.lastHandled(
          new HandledCommands(handled.retry(), handled.rerun(), handled.abort(), asked.get()));
    }
  }

  /** The token of a rollback of this run that was asked for and not obeyed yet. */
  static Optional<String> rollbackWaiting(StatusDraft draft) {
    Map<String, String> annotations = draft.seen().rollout().getMetadata().getAnnotations();
    HandledCommands handled = draft.lastHandled().orElse(NONE);
    return Optional.ofNullable(annotations == null ? null : token(annotations, ROLLBACK))
        .filter(asked -> !asked.equals(handled.rollback()))
        .filter(asked -> draft.run().filter(run -> means(asked, run)).isPresent());
  }

  private static void goOn(StatusDraft draft, RunStatus run) {
    draft.run(RollbackRecord.tell(run, RollbackState.DUE));
  }

  /**
   * A command for a run that is still under way waits for its end, and for that of its rollback.
   */
  private static boolean again(StatusDraft draft, RunStatus run, Again how) {
    if (run.completedAt() == null || RollbackRecord.underWay(run)) {
      return false;
    }
    if (how == Again.RETRY && RollbackRecord.stands(run)) {
      goOn(draft, run);
    } else if (draft.again().isEmpty()) {
      draft.again(how);
    }
    return true;
  }

  private static boolean means(String asked, RunStatus run) {
    int slash = asked.indexOf('/');
    String number = slash < 0 ? asked : asked.substring(0, slash);
    return number.equals(String.valueOf(run.number()));
  }
}
