package dev.phaserollout.telemetry;

import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happened to the branch of a workspace between two statuses of the same run. */
final class GitHappenings {

  private GitHappenings() {}

  /** Of one step; a commit that is still being judged is not yet part of the branch. */
  static List<Happening> ofStep(
      Place place, Optional<StepStatus> before, StepStatus after, Instant now) {
    String commit = StatusWords.orEmpty(after.commit());
    if (commit.isEmpty() || after.reusedFromRun() != null) {
      return List.of();
    }
    List<Happening> found = new ArrayList<>();
    before
        .filter(was -> StatusWords.attempt(was) == StatusWords.attempt(after))
        .map(StepStatus::commit)
        .filter(was -> !was.isEmpty() && !was.equals(commit))
        .ifPresent(was -> found.add(new GitHappening.CommitRebased(place, was, commit)));
    boolean known = before.filter(was -> isDone(was.state())).isPresent();
    if (isDone(after.state()) && !known) {
      found.add(
          new GitHappening.CommitAdvanced(
              place, commit, StatusWords.time(after.completedAt()).orElse(now)));
    }
    return found;
  }

  /** The revert of a run; where it has found nothing to take back, nothing has happened. */
  static Optional<Happening> reverted(
      Place place, Optional<RunStatus> before, RunStatus after, Instant now) {
    return ended(before, after, GitStatus::revert)
        .filter(work -> !work.commit().equals(after.baseCommit()))
        .map(work -> new GitHappening.CommitsReverted(place, work.commit(), work.at(now)));
  }

  /** The end of a release. */
  static Optional<Happening> completed(
      Place place, Optional<RunStatus> before, RunStatus after, Instant now) {
    return ended(before, after, GitStatus::complete)
        .map(
            work ->
                new GitHappening.ReleaseCompleted(
                    place, StatusWords.orEmpty(after.release()), work.commit(), work.at(now)));
  }

  /** A Git Job that has ended well with a commit. */
  private record Done(String commit, Optional<Instant> ended) {
    Instant at(Instant now) {
      return ended.orElse(now);
    }
  }

  private static Optional<Done> ended(
      Optional<RunStatus> before,
      RunStatus after,
      Function<GitStatus, @Nullable WorkStatus> which) {
    Optional<WorkStatus> was = before.flatMap(run -> work(run, which));
    return was.filter(known -> isDone(known.state())).isPresent()
        ? Optional.empty()
        : work(after, which)
            .filter(work -> isDone(work.state()))
            .filter(work -> !StatusWords.orEmpty(work.commit()).isEmpty())
            .map(
                work ->
                    new Done(
                        StatusWords.orEmpty(work.commit()), StatusWords.time(work.completedAt())));
  }

  private static Optional<WorkStatus> work(
      RunStatus run, Function<GitStatus, @Nullable WorkStatus> which) {
    return Optional.ofNullable(run.git()).flatMap(git -> Optional.ofNullable(which.apply(git)));
  }

  private static boolean isDone(@Nullable String state) {
    return StateWord.SUCCEEDED.equals(state);
  }
}
