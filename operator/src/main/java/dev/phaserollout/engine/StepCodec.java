package dev.phaserollout.engine;

import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Between the flat status of a step and its sealed state: the only place that knows both.
 *
 * <p>Laws, held by tests: {@code read(write(s))} equals {@code s}; {@code write(read(r))} equals
 * {@code r} for every status that this version wrote.
 */
final class StepCodec {

  private StepCodec() {}

  static StepState read(StepStatus stored) {
    String state = stored.state();
    if (state == null || state.equals(StateWord.PENDING)) {
      return new StepState.Pending(Optional.ofNullable(stored.checkpoint()));
    }
    Optional<StepState> known =
        switch (state) {
          case StateWord.SUCCEEDED -> Optional.of(new StepState.Succeeded(stored));
          case StateWord.SKIPPED -> Optional.of(new StepState.Skipped(stored));
          case StateWord.REMOVED -> Optional.of(new StepState.Removed(stored));
          case StateWord.WAITING -> waiting(stored);
          case StateWord.STARTING -> starting(stored);
          case StateWord.RUNNING -> running(stored);
          case StateWord.CANCELLING -> cancelling(stored);
          case StateWord.MEASURING -> Optional.of(new StepState.Measuring(stored));
          case StateWord.RETRYING -> backingOff(stored);
          case StateWord.AWAITING_ANSWER -> asking(stored);
          default -> StepFailure.Kind.ofWord(state).map(kind -> new StepState.Ended(stored, kind));
        };
    return known.orElseGet(() -> new StepState.Unknown(stored));
  }

  private static Optional<StepState> waiting(StepStatus stored) {
    return both(
        StatusTime.read(stored.startedAt()),
        StatusTime.read(stored.nextAttemptAt()),
        (since, until) -> new StepState.Waiting(digest(stored), since, until));
  }

  private static Optional<StepState> starting(StepStatus stored) {
    return both(
        tally(stored),
        StatusTime.read(stored.attemptStartedAt()),
        (tally, since) -> new StepState.Starting(tally, digest(stored), since, trouble(stored)));
  }

  private static Optional<StepState> running(StepStatus stored) {
    String uid = stored.jobUid();
    if (uid == null) {
      return starting(stored);
    }
    return both(
        tally(stored),
        StatusTime.read(stored.attemptStartedAt()),
        (tally, since) ->
            new StepState.Running(
                tally,
                digest(stored),
                since,
                uid,
                StatusTime.read(stored.runningSince()),
                trouble(stored)));
  }

  private static Optional<StepState> cancelling(StepStatus stored) {
    return StatusTime.read(stored.cancelledAt())
        .flatMap(
            cancelledAt ->
                both(
                    tally(stored),
                    StatusTime.read(stored.attemptStartedAt()),
                    (tally, since) ->
                        new StepState.Cancelling(
                            tally,
                            digest(stored),
                            since,
                            Optional.ofNullable(stored.jobUid()),
                            cancelledAt,
                            planned(stored))));
  }

  private static Optional<StepState> backingOff(StepStatus stored) {
    return both(
        tally(stored),
        StatusTime.read(stored.nextAttemptAt()),
        (tally, until) ->
            new StepState.BackingOff(
                tally,
                digest(stored),
                lastTrouble(stored),
                Optional.ofNullable(stored.exitCode()),
                StatusTime.read(stored.retryingSince()).orElse(tally.firstStartedAt()),
                until));
  }

  private static Optional<StepState> asking(StepStatus stored) {
    Optional<StepTally> tried = tally(stored).filter(known -> stored.attempt() != null);
    return StatusTime.read(stored.askedAt())
        .map(since -> new StepState.Asking(tried, digest(stored), asked(stored), since));
  }

  private static Optional<StepFailure> asked(StepStatus stored) {
    return trouble(stored)
        .map(last -> StepFailure.of(last, Optional.ofNullable(stored.exitCode())));
  }

  private static <A, B> Optional<StepState> both(
      Optional<A> a, Optional<B> b, BiFunction<A, B, StepState> build) {
    return a.flatMap(first -> b.map(second -> build.apply(first, second)));
  }

  static Optional<StepTally> tally(StepStatus stored) {
    return StatusTime.read(stored.startedAt())
        .map(
            startedAt ->
                new StepTally(
                    stored.attempt() == null ? 1 : stored.attempt(),
                    stored.failures() == null ? 0 : stored.failures(),
                    stored.disruptions() == null ? 0 : stored.disruptions(),
                    startedAt,
                    Optional.ofNullable(stored.checkpoint())));
  }

  private static String digest(StepStatus stored) {
    return stored.digest() == null ? "" : stored.digest();
  }

  private static Optional<Trouble> trouble(StepStatus stored) {
    String reason = stored.reason();
    String message = stored.message();
    return reason == null || message == null
        ? Optional.empty()
        : Optional.of(new Trouble(reason, message));
  }

  /** Why the last attempt of a step was no success. */
  static Trouble lastTrouble(StepStatus stored) {
    return trouble(stored).orElse(new Trouble("", ""));
  }

  private static StepFailure planned(StepStatus stored) {
    String reason = stored.reason() == null ? "" : stored.reason();
    String message = stored.message() == null ? "" : stored.message();
    return new StepFailure(
        StepFailure.kindOfPlanned(reason), reason, message, Optional.empty(), false);
  }

  static StepStatus write(String name, StepState state) {
    StepFields fields = new StepFields(name);
    if (state instanceof StepState.Pending pending) {
      fields.state = StateWord.PENDING;
      fields.checkpoint = pending.earlier().orElse(null);
    } else if (state instanceof StepState.Waiting waiting) {
      fields.state = StateWord.WAITING;
      fields.digest = waiting.digest();
      fields.startedAt = StatusTime.text(waiting.since());
      fields.nextAttemptAt = StatusTime.text(waiting.until());
    } else if (state instanceof StepState.Starting starting) {
      fields.state = StateWord.STARTING;
      fields.attempt(starting.tally(), starting.digest(), starting.since());
      fields.trouble(starting.trouble());
    } else if (state instanceof StepState.Running running) {
      fields.state = StateWord.RUNNING;
      fields.attempt(running.tally(), running.digest(), running.since());
      fields.jobUid = running.jobUid();
      fields.runningSince = running.runningSince().map(StatusTime::text).orElse(null);
      fields.trouble(running.trouble());
    } else if (state instanceof StepState.Cancelling cancelling) {
      fields.state = StateWord.CANCELLING;
      fields.attempt(cancelling.tally(), cancelling.digest(), cancelling.since());
      fields.jobUid = cancelling.jobUid().orElse(null);
      fields.cancelledAt = StatusTime.text(cancelling.cancelledAt());
      fields.failure(cancelling.planned());
    } else if (state instanceof StepState.BackingOff backingOff) {
      fields.state = StateWord.RETRYING;
      fields.tally(backingOff.tally(), backingOff.digest());
      fields.retryingSince = StatusTime.text(backingOff.since());
      fields.nextAttemptAt = StatusTime.text(backingOff.until());
      fields.trouble(Optional.of(backingOff.last()));
      fields.exitCode = backingOff.exitCode().orElse(null);
    } else if (state instanceof StepState.Asking asking) {
      fields.state = StateWord.AWAITING_ANSWER;
      fields.digest = asking.digest();
      fields.startedAt = StatusTime.text(asking.since());
      asking.tally().ifPresent(tally -> fields.tally(tally, asking.digest()));
      asking.failure().ifPresent(fields::failure);
      fields.askedAt = StatusTime.text(asking.since());
    } else {
      return recorded(state);
    }
    return fields.toStatus();
  }

  private static StepStatus recorded(StepState state) {
    if (state instanceof StepState.Succeeded succeeded) {
      return succeeded.record();
    }
    if (state instanceof StepState.Measuring measuring) {
      return measuring.record();
    }
    if (state instanceof StepState.Skipped skipped) {
      return skipped.record();
    }
    if (state instanceof StepState.Removed removed) {
      return removed.record();
    }
    if (state instanceof StepState.Ended ended) {
      return ended.record();
    }
    if (state instanceof StepState.Unknown unknown) {
      return unknown.record();
    }
    throw new IllegalStateException("no form for " + state);
  }
}
