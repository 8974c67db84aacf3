package dev.phaserollout.engine;

import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.WorkStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Git Jobs around the phases of a run: the workspace before them, the tag after them. */
final class GitOfRun {

  /** What they work on follows from their run, which is part of the names of their Jobs. */
  static final String THE_RUN = "run";

  private GitOfRun() {}

  /** The Jobs that have begun, from what the status alone records. */
  static Map<String, StepState> known(StatusDraft draft) {
    GitStatus git = draft.run().map(RunStatus::git).orElse(GitStatus.NONE);
    Map<String, StepState> known = new LinkedHashMap<>();
    read(PlanGit.PREPARE, git.prepare(), known);
    read(PlanGit.REVERT, git.revert(), known);
    read(PlanGit.COMPLETE, git.complete(), known);
    return known;
  }

  private static void read(String name, @Nullable WorkStatus work, Map<String, StepState> known) {
    if (work != null) {
      known.put(name, StepCodec.read(work.asStep(name, THE_RUN)));
    }
  }

  /** The same to be stored. */
  static GitStatus status(Map<String, StepState> known) {
    return new GitStatus(
        written(PlanGit.PREPARE, known),
        written(PlanGit.REVERT, known),
        written(PlanGit.COMPLETE, known));
  }

  private static @Nullable WorkStatus written(String name, Map<String, StepState> known) {
    StepState state = known.get(name);
    return state == null ? null : WorkCodec.write(name, state);
  }

  /** Whether steps may start: there is no workspace, or its commit is known. */
  static boolean prepared(RunState run) {
    return run.plan().git().map(git -> done(run, git.prepare())).orElse(true);
  }

  /** Whether nothing is left to be done for the release once all phases are. */
  static boolean completed(RunState run) {
    return run.plan().git().flatMap(PlanGit::complete).map(job -> done(run, job)).orElse(true);
  }

  private static boolean done(RunState run, PlanStep job) {
    if (run.step(job) instanceof StepState.Succeeded) {
      return true;
    }
    GitWork.advance(run, job, THE_RUN);
    return false;
  }

  /** The commit that takes everything back, once nothing else is to be undone. */
  static void revert(RunState run, PlanStep job) {
    GitWork.advance(run, job, THE_RUN);
  }

  /** A Job of the run that has failed for good ends the run; a revert stops its rollback. */
  static void failed(RunState run, PlanStep job, StepFailure failure) {
    if (failure.kind() == StepFailure.Kind.ABORTED) {
      return;
    }
    if (job.isGitOfRun(PlanGit.PREPARE)) {
      run.end(RunResult.FAILED, StatusReason.WORKSPACE_NOT_READY, GitMessages.notPrepared(failure));
    } else if (job.isGitOfRun(PlanGit.COMPLETE)) {
      run.end(RunResult.FAILED, StatusReason.COMPLETION_FAILED, GitMessages.notCompleted(failure));
    }
  }
}
