package dev.phaserollout.view;

import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Git Jobs of a run, each as a step's status of its own. */
enum GitWorks {
  PREPARE("prepare"),
  REVERT("revert"),
  COMPLETE("complete");

  /** What stands for a phase where people read of them. */
  static final String PHASE = "workspace";

  private final String word;

  GitWorks(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Empty where it has not begun. */
  Optional<StepStatus> of(Optional<PhaseRolloutStatus> status) {
    return status
        .flatMap(known -> Optional.ofNullable(known.run()))
        .flatMap(run -> Optional.ofNullable(run.git()))
        .flatMap(git -> Optional.ofNullable(work(git)))
        .map(known -> known.asStep(word, null));
  }

  private @Nullable WorkStatus work(GitStatus git) {
    return switch (this) {
      case PREPARE -> git.prepare();
      case REVERT -> git.revert();
      case COMPLETE -> git.complete();
    };
  }
}
