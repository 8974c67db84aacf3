package dev.phaserollout.engine;

import dev.phaserollout.api.HandledCommands;
import dev.phaserollout.api.RunStatus;
import java.util.Map;
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
            : new HandledCommands(
                again(draft, Again.RETRY, token(annotations, RETRY), handled.retry()),
                again(draft, Again.RERUN, token(annotations, RERUN), handled.rerun()),
                abort(draft, token(annotations, ABORT), handled.abort()),
                rollback(token(annotations, ROLLBACK), handled.rollback()));
    if (!next.equals(NONE)) {
      draft.lastHandled(next);
    }
  }

  private static @Nullable String token(Map<String, String> annotations, String command) {
    return StatusSize.boundedToken(annotations.get(command));
  }

  private static @Nullable String abort(
      StatusDraft draft, @Nullable String asked, @Nullable String handled) {
    if (asked == null || asked.equals(handled)) {
      return handled;
    }
    RunStatus run = draft.run().orElseThrow();
    if (means(asked, run) && run.completedAt() == null) {
      abort(draft, run);
    }
    return asked;
  }

  private static void abort(StatusDraft draft, RunStatus run) {
    if (run.result() != null) {
      draft.abortAgain();
    }
    if (run.result() == null || RunResult.SUCCEEDED.is(run.result())) {
      draft.run(
          RunFields.of(run)
              .ended(RunResult.ABORTED, StatusReason.ABORTED, StatusMessages.aborted()));
    }
  }

  /** A command for a run that is still under way waits for its end. */
  private static @Nullable String again(
      StatusDraft draft, Again how, @Nullable String asked, @Nullable String handled) {
    if (asked == null || asked.equals(handled)) {
      return handled;
    }
    RunStatus run = draft.run().orElseThrow();
    if (!means(asked, run)) {
      return asked;
    }
    if (run.completedAt() == null) {
      return handled;
    }
    if (draft.again().isEmpty()) {
      draft.again(how);
    }
    return asked;
  }

  /** Not built yet: echoed as used, so that a later version does not obey an old token. */
  private static @Nullable String rollback(@Nullable String asked, @Nullable String handled) {
    return asked == null ? handled : asked;
  }

  private static boolean means(String asked, RunStatus run) {
    int slash = asked.indexOf('/');
    String number = slash < 0 ? asked : asked.substring(0, slash);
    return number.equals(String.valueOf(run.number()));
  }
}
