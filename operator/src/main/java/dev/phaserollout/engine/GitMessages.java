package dev.phaserollout.engine;

import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.WorkStatus;
import java.util.Optional;

/** What people read of the Git Jobs of a run. */
final class GitMessages {

  private GitMessages() {}

  static String saidNothing() {
    return "the agent ended well and left no word of what it has done";
  }

  static String notPrepared(StepFailure failure) {
    return "the workspace cannot be used: " + failure.message();
  }

  static String notCompleted(StepFailure failure) {
    return "every phase is done, but the release could not be completed: " + failure.message();
  }

  static String notLanded(StepFailure failure) {
    return "its commit did not get onto the branch: " + failure.message();
  }

  /** Which Git Job the run waits for, before its first phase and after its last. */
  static Optional<String> underWay(StatusDraft draft) {
    GitStatus git = draft.run().map(RunStatus::git).orElse(GitStatus.NONE);
    if (git.complete() != null && git.complete().completedAt() == null) {
      return Optional.of(
          "every phase is done; checkpoint file, progress file and tag are being written"
              + why(git.complete()));
    }
    return git.prepare() != null && git.prepare().completedAt() == null
        ? Optional.of("the workspace is being looked at" + why(git.prepare()))
        : Optional.empty();
  }

  private static String why(WorkStatus work) {
    return work.message() == null ? "" : ": " + work.message();
  }
}
