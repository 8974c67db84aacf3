package dev.phaserollout.simulator;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.Role;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import dev.phaserollout.simulator.remote.Commit;
import dev.phaserollout.simulator.remote.Remote;
import java.util.Optional;

/** Finds in a history the rare things that happen to workspaces and to the branch. */
final class GitRarities {

  private final History history;
  private final Tally tally;

  private GitRarities(History history, Tally tally) {
    this.history = history;
    this.tally = tally;
  }

  static void count(History history, Tally tally) {
    GitRarities rarities = new GitRarities(history, tally);
    for (Remote.Push push : history.remote().pushes()) {
      rarities.count(push.commit());
    }
    history.pods().forEach(rarities::count);
    history
        .remote()
        .taggings()
        .forEach(
            tagging ->
                tally.count(
                    tagging.by().isPresent()
                        ? Sometimes.RELEASE_TAGGED
                        : Sometimes.TAG_SET_BY_OTHERS));
    for (History.Write write : history.writes()) {
      tally.countIf(
          write.after().getStatus().run() != null
              && "CompletionFailed".equals(write.after().getStatus().run().reason()),
          Sometimes.COMPLETION_FAILED);
      tally.countIf(
          write.after().getStatus().run() != null
              && "WorkspaceNotReady".equals(write.after().getStatus().run().reason()),
          Sometimes.WORKSPACE_REFUSED);
    }
  }

  private void count(Commit commit) {
    if (commit.by().isEmpty()) {
      return;
    }
    tally.countIf(!commit.takenBack().isEmpty(), Sometimes.COMMITS_TAKEN_BACK);
    tally.countIf(
        commit.takenBack().stream()
            .flatMap(id -> history.remote().commit(id).stream())
            .flatMap(old -> old.by().stream())
            .anyMatch(by -> by.run() < commit.by().get().run()),
        Sometimes.COMMITS_OF_AN_EARLIER_RUN_TAKEN_BACK);
    boolean unheard =
        history.pods().stream()
            .filter(pod -> pod.attempt().equals(commit.by().get()))
            .anyMatch(pod -> said(pod).isEmpty());
    tally.countIf(unheard, Sometimes.PUSH_LANDED_UNHEARD);
  }

  private void count(PodRun pod) {
    Optional<ErrandResult> said = said(pod);
    said.ifPresent(result -> count(pod, result));
    if (pod.outcome().isPresent()
        && pod.outcome().get() instanceof AttemptOutcome.ErrandFailed failed) {
      count(failed);
    }
    boolean silent =
        pod.attempt().role() == Role.GIT
            && pod.outcome().filter(AttemptOutcome.Succeeded.class::isInstance).isPresent()
            && said.isEmpty();
    tally.countIf(silent, Sometimes.AGENT_SAID_NOTHING);
  }

  private void count(PodRun pod, ErrandResult result) {
    if (result.outcome() == Outcome.Delivered && result.commit().isEmpty()) {
      tally.count(Sometimes.NOTHING_TO_COMMIT);
    }
    if (result.outcome() == Outcome.Advanced) {
      Commit commit = history.remote().commit(result.commit().orElseThrow()).orElseThrow();
      tally.count(Sometimes.COMMITTED);
      tally.countIf(
          commit.by().filter(by -> by.number() < pod.attempt().number()).isPresent(),
          Sometimes.COMMIT_OF_AN_EARLIER_ATTEMPT_FOUND);
    }
  }

  private void count(AttemptOutcome.ErrandFailed failed) {
    tally.countIf(failed.failure().passing(), Sometimes.AGENT_FAILED_FOR_A_WHILE);
    tally.countIf(!failed.failure().passing(), Sometimes.AGENT_FAILED_FOR_GOOD);
    String reason = failed.failure().reason();
    for (FailureReason known : FailureReason.values()) {
      if (known.name().equals(reason)) {
        count(known);
      }
    }
  }

  private void count(FailureReason reason) {
    switch (reason) {
      case BranchMoved -> tally.count(Sometimes.BRANCH_MOVED);
      case RevertConflict -> tally.count(Sometimes.REVERT_CONFLICTED);
      case DeliverablesMissing -> tally.count(Sometimes.DELIVERABLES_MISSING);
      case TagExists -> tally.count(Sometimes.TAG_EXISTED);
      default -> {}
    }
  }

  private static Optional<ErrandResult> said(PodRun pod) {
    return pod.outcome().isPresent() && pod.outcome().get() instanceof AttemptOutcome.Succeeded well
        ? well.errand()
        : Optional.empty();
  }
}
