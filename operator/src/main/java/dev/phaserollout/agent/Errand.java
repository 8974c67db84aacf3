package dev.phaserollout.agent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.api.Completion;
import dev.phaserollout.api.Deliverable;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.Standard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is sent for. Each errand may be run again after a crash, whatever it had done by
 * then, and leads to the same commits.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface Errand {

  /** The workspace of the rollout, as its revision has it. */
  GitWorkspace workspace();

  /** What the errand's failures are called where nothing more special is known. */
  FailureReason failure();

  /**
   * Before the first step of a run: whether the workspace is the right one and has all standards,
   * and which commit the run begins with.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Prepare(GitWorkspace workspace, List<Standard> standards) implements Errand {
    public Prepare {
      standards = listed(standards);
    }

    @Override
    public FailureReason failure() {
      return FailureReason.CheckoutFailed;
    }
  }

  /**
   * Before a step: the working tree that it gets.
   *
   * @param commit the run's base commit, or the last one that the run has committed since
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Checkout(GitWorkspace workspace, String commit) implements Errand {
    @Override
    public FailureReason failure() {
      return FailureReason.CheckoutFailed;
    }
  }

  /**
   * After a step: whether its deliverables are there, then its commit.
   *
   * @param base the commit that the run began with
   * @param commit the commit that the step was given
   * @param commitPoint what is committed, absent where nothing is
   * @param gated whether gates have to pass before the branch is advanced
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Finish(
      GitWorkspace workspace,
      RunId run,
      String phase,
      String step,
      String base,
      String commit,
      List<Deliverable> deliverables,
      @Nullable CommitPoint commitPoint,
      boolean gated)
      implements Errand {
    public Finish {
      deliverables = listed(deliverables);
    }

    @Override
    public FailureReason failure() {
      return FailureReason.PushFailed;
    }
  }

  /**
   * After the gates of a step: its candidate becomes part of the branch.
   *
   * @param candidate the commit that the gates have judged
   * @param gated whether a candidate that has to be rebased is to be judged again first
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Advance(
      GitWorkspace workspace, RunId run, String phase, String step, String candidate, boolean gated)
      implements Errand {
    @Override
    public FailureReason failure() {
      return FailureReason.PushFailed;
    }
  }

  /**
   * After a rollback: one commit that takes back what was committed.
   *
   * @param base a commit that is older than all of them, such as the one that their run began with
   * @param commits what is taken back, in any order; all commit points of the run where it is empty
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Revert(GitWorkspace workspace, RunId run, String base, List<String> commits)
      implements Errand {
    public Revert {
      commits = listed(commits);
    }

    @Override
    public FailureReason failure() {
      return FailureReason.PushFailed;
    }
  }

  /**
   * At the end of a run that has succeeded: checkpoint file, progress file and tag, all or none.
   *
   * @param commit the last commit of the run, its base commit where it has none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Complete(
      GitWorkspace workspace, RunId run, String commit, Completion completion, ReleaseRecord record)
      implements Errand {
    @Override
    public FailureReason failure() {
      return FailureReason.PushFailed;
    }
  }

  private static <T> List<T> listed(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
