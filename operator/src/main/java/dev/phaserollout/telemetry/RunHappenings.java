package dev.phaserollout.telemetry;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened to the run as a whole between two statuses, and to what people hold of it. */
final class RunHappenings {

  private final Optional<PhaseRolloutStatus> before;
  private final PhaseRolloutStatus after;
  private final RunStatus run;
  private final Optional<RunStatus> was;
  private final Place place;
  private final Instant now;

  RunHappenings(
      Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, RunStatus run, Instant now) {
    this.before = before;
    this.after = after;
    this.run = run;
    this.was = sameRun(before, run).map(PhaseRolloutStatus::run);
    this.place = Place.of(run);
    this.now = now;
  }

  /** The status before, as far as it speaks of the same run. */
  static Optional<PhaseRolloutStatus> sameRun(Optional<PhaseRolloutStatus> before, RunStatus run) {
    return before.filter(status -> isRun(status.run(), run.number()));
  }

  private static boolean isRun(@Nullable RunStatus run, int number) {
    return run != null && run.number() == number;
  }

  Optional<Happening> suspension() {
    Optional<Condition> suspendedBefore = before.flatMap(RunHappenings::suspended);
    Optional<Condition> suspendedNow = suspended(after);
    if (suspendedNow.isPresent() == suspendedBefore.isPresent()) {
      return Optional.empty();
    }
    return suspendedNow
        .<Happening>map(is -> new RolloutHappening.Suspended(place, is.lastTransitionTime()))
        .or(
            () ->
                suspendedBefore.map(
                    known -> new RolloutHappening.Resumed(place, known.lastTransitionTime())));
  }

  private static Optional<Condition> suspended(PhaseRolloutStatus status) {
    return condition(status, "Suspended").filter(condition -> condition.status().equals("True"));
  }

  private static Optional<Condition> condition(PhaseRolloutStatus status, String type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst();
  }

  Optional<Happening> accepted() {
    boolean known =
        was.filter(old -> old.startedAt() != null || sameRevision(old, run)).isPresent();
    return known
        ? Optional.empty()
        : Optional.of(
            new RunHappening.RunAccepted(
                place, StatusWords.orEmpty(run.release()), StatusWords.orEmpty(run.revision())));
  }

  private static boolean sameRevision(RunStatus was, RunStatus is) {
    return StatusWords.orEmpty(was.revision()).equals(StatusWords.orEmpty(is.revision()));
  }

  Optional<Happening> held() {
    Optional<Condition> why =
        condition(after, "Accepted").filter(condition -> condition.status().equals("False"));
    return why.filter(is -> !said(is)).map(this::held);
  }

  private boolean said(Condition is) {
    return before
        .flatMap(status -> condition(status, "Accepted"))
        .filter(known -> sameWords(known, is))
        .isPresent();
  }

  private static boolean sameWords(Condition was, Condition is) {
    return was.status().equals(is.status())
        && was.reason().equals(is.reason())
        && was.message().equals(is.message());
  }

  private Happening held(Condition why) {
    if (why.reason().equals("InvalidSpec")) {
      long generation = why.observedGeneration() == null ? 0 : why.observedGeneration();
      return new RunHappening.SpecRefused(place, generation, why.message());
    }
    return new RunHappening.NotReadyToStart(place, why.message());
  }

  Optional<Happening> began() {
    return run.startedAt() == null || was.map(RunStatus::startedAt).isPresent()
        ? Optional.empty()
        : Optional.of(
            new RunHappening.RunBegan(
                place,
                StatusWords.orEmpty(run.release()),
                lastRun().map(last -> StatusWords.orEmpty(last.release())).orElse(""),
                releasedBy(),
                StatusWords.time(run.startedAt()).orElse(now)));
  }

  /** An older version is a release like any other, but people should see that it is one. */
  private Optional<Integer> releasedBy() {
    String release = StatusWords.orEmpty(run.release());
    if (release.isEmpty()
        || lastRun().map(RunRecord::release).filter(release::equals).isPresent()) {
      return Optional.empty();
    }
    return earlierRuns()
        .filter(ended -> release.equals(ended.release()))
        .filter(ended -> StateWord.SUCCEEDED.equals(ended.result()))
        .map(RunRecord::run)
        .findFirst();
  }

  private Optional<RunRecord> lastRun() {
    return earlierRuns().findFirst();
  }

  /** Newest first. */
  private Stream<RunRecord> earlierRuns() {
    return after.history().stream().filter(ended -> ended.run() < run.number());
  }

  /** How it will end is known, and it has not ended yet. */
  Optional<Happening> settled() {
    boolean said = was.map(RunStatus::result).filter(result()::equals).isPresent();
    return run.completedAt() != null || run.result() == null || said
        ? Optional.empty()
        : Optional.of(
            new RunHappening.RunSettled(
                place,
                result(),
                StatusWords.orEmpty(run.reason()),
                StatusWords.orEmpty(run.message())));
  }

  Optional<Happening> ended() {
    return run.completedAt() == null || was.map(RunStatus::completedAt).isPresent()
        ? Optional.empty()
        : Optional.of(
            new RunHappening.RunEnded(
                place,
                result(),
                StatusWords.orEmpty(run.reason()),
                StatusWords.orEmpty(run.message()),
                StatusWords.time(run.startedAt()),
                StatusWords.time(run.completedAt()).orElse(now)));
  }

  private String result() {
    return run.result() == null ? Happening.UNKNOWN : run.result();
  }
}
