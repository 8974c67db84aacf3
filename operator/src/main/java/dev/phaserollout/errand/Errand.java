package dev.phaserollout.errand;

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
   * whether its tag is still to be had, and which commit the run begins with.
   *
   * @param completion what the run is to leave, absent where nothing
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Prepare(
      GitWorkspace workspace, RunId run, List<Standard> standards, @Nullable Completion completion)
      implements Errand {
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
   * After a manual step: whether the branch has what a person was asked to leave.
   *
   * @param base the commit that the run began with
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Inspect(
      GitWorkspace workspace,
      RunId run,
      String phase,
      String step,
      String base,
      List<Deliverable> deliverables)
      implements Errand {
    public Inspect {
      deliverables = listed(deliverables);
    }

    @Override
    public FailureReason failure() {
      return FailureReason.CheckoutFailed;
    }
  }

  /**
   * After a rollback: one commit that takes back what was committed since the last success.
   *
   * @param base a commit that is older than all of them
   * @param after the number of the rollout's last run that succeeded, 0 where none has: the commit
   *     points of later runs are taken back
   * @param steps whose commits are taken back; those of all steps where it is empty
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Revert(GitWorkspace workspace, RunId run, String base, int after, List<String> steps)
      implements Errand {
    public Revert {
      steps = listed(steps);
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
