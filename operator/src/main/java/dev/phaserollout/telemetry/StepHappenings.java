package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to one step between two statuses of the same run. A write may skip over states: a
 * short attempt goes from {@code Starting} to its end, and another attempt may follow at once.
 */
final class StepHappenings {

  private static final StepStatus NOTHING_YET =
      new StepStatus(
          "", null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null, null, null, null, null, List.of(), null, null);

  private final Place place;
  private final StepStatus was;
  private final StepStatus is;
  private final Instant now;
  private final List<Happening> found = new ArrayList<>();

  private StepHappenings(Place place, StepStatus was, StepStatus is, Instant now) {
    this.place = place;
    this.was = was;
    this.is = is;
    this.now = now;
  }

  /**
   * In the order in which it happened.
   *
   * @param place the step
   * @param now stands in for the times that a status does not have
   */
  static List<Happening> between(
      Place place, Optional<StepStatus> before, StepStatus after, Instant now) {
    StepStatus was = before.orElse(NOTHING_YET);
    if (was.equals(after) || StateWord.REMOVED.equals(after.state())) {
      return List.of();
    }
    StepHappenings step = new StepHappenings(place, was, after, now);
    if (after.reusedFromRun() == null) {
      step.attempts();
    }
    step.moves();
    return step.found;
  }

  /** The same for the compensation of a step. */
  static List<Happening> compensation(
      Place step, Optional<StepStatus> before, StepStatus after, Instant now) {
    Optional<StepStatus> was = before.flatMap(StepStatus::undone);
    return after.undone().map(is -> between(step.undone(), was, is, now)).orElse(List.of());
  }

  private boolean nextAttempt() {
    return StatusWords.attempt(is) > StatusWords.attempt(was);
  }

  private void attempts() {
    if (StatusWords.atWork(was)) {
      if (nextAttempt()) {
        supersededEnds();
      } else if (!StatusWords.atWork(is)) {
        found.add(ended(StatusWords.time(was.attemptStartedAt()), workedSince()));
      }
    }
    if (nextAttempt()) {
      Optional<Instant> recorded = recordedInTheSameWrite();
      found.add(new AttemptHappening.AttemptStarted(attempt(is), recorded.orElse(now)));
      if (!StatusWords.atWork(is)) {
        found.add(ended(recorded, StatusWords.time(is.runningSince())));
      }
    }
  }

  private Optional<Instant> recordedInTheSameWrite() {
    Optional<Instant> recorded = StatusWords.time(is.attemptStartedAt());
    boolean first = StatusWords.attempt(is) == 1;
    return recorded.or(() -> first ? StatusWords.time(is.startedAt()) : Optional.empty());
  }

  /** The attempt at work before has ended, and the next one was recorded in the same write. */
  private void supersededEnds() {
    String outcome = AttemptEnds.outcomeByCounts(was, is, place.compensation());
    Place of = attempt(was);
    found.add(
        new AttemptHappening.AttemptEnded(
            of,
            outcome,
            outcome,
            "",
            Optional.empty(),
            StatusWords.time(was.attemptStartedAt()),
            StatusWords.time(was.runningSince()),
            StatusWords.time(is.attemptStartedAt()).orElse(now)));
    found.add(
        new StepHappening.StepRetries(of, outcome, "", StatusWords.orEmpty(is.attemptStartedAt())));
  }

  private Optional<Instant> workedSince() {
    return StatusWords.time(was.runningSince());
  }

  private Happening ended(Optional<Instant> recorded, Optional<Instant> workedSince) {
    return new AttemptHappening.AttemptEnded(
        attempt(is),
        AttemptEnds.outcome(is),
        StatusWords.orEmpty(is.reason()),
        StatusWords.orEmpty(is.message()),
        Optional.ofNullable(is.exitCode()),
        recorded,
        workedSince,
        StatusWords.time(is.completedAt()).orElse(now));
  }

  private Place attempt(StepStatus of) {
    return place.ofAttempt(StatusWords.attempt(of));
  }

  private void moves() {
    String state = StatusWords.state(is.state());
    boolean moved = nextAttempt() || !state.equals(StatusWords.state(was.state()));
    if (StatusWords.atWork(is)) {
      work(state, moved);
    } else if (moved && state.equals(StateWord.WAITING)) {
      found.add(new StepHappening.StepPaused(place, StatusWords.orEmpty(is.nextAttemptAt())));
    } else if (moved && state.equals(StateWord.RETRYING)) {
      found.add(
          new StepHappening.StepRetries(
              attempt(is),
              StatusWords.orEmpty(is.reason()),
              StatusWords.orEmpty(is.message()),
              StatusWords.orEmpty(is.nextAttemptAt())));
    } else if (StatusWords.over(state) && !StatusWords.over(StatusWords.state(was.state()))) {
      found.add(
          new StepHappening.StepEnded(
              place,
              state,
              StatusWords.orEmpty(is.reason()),
              StatusWords.orEmpty(is.message()),
              is.reusedFromRun() == null ? StatusWords.attempt(is) : 0,
              Optional.ofNullable(is.reusedFromRun()),
              StatusWords.time(is.startedAt()),
              StatusWords.time(is.completedAt()).orElse(now)));
    }
  }

  private void work(String state, boolean moved) {
    Optional<Instant> since = StatusWords.time(is.runningSince());
    if (since.isPresent() && (nextAttempt() || was.runningSince() == null)) {
      found.add(
          new AttemptHappening.AttemptAtWork(
              attempt(is), StatusWords.time(is.attemptStartedAt()), since.get()));
    }
    String reason = StatusWords.orEmpty(is.reason());
    String message = StatusWords.orEmpty(is.message());
    if (state.equals(StateWord.CANCELLING)) {
      if (moved) {
        found.add(new AttemptHappening.AttemptStopping(attempt(is), reason, message));
      }
    } else if (!reason.isEmpty() && (nextAttempt() || !sameTrouble(reason))) {
      found.add(new AttemptHappening.StepTrouble(attempt(is), reason, message));
    }
  }

  /** The kubelet says in turn that it cannot pull and that it waits to; that is one trouble. */
  private boolean sameTrouble(String reason) {
    String before = StatusWords.orEmpty(was.reason());
    return reason.equals(before) || (pulls(reason) && pulls(before));
  }

  private static boolean pulls(String reason) {
    return reason.equals("ErrImagePull") || reason.equals("ImagePullBackOff");
  }
}
