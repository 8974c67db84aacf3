package dev.phaserollout.view;

import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import java.util.Optional;
import java.util.function.Function;

/** The Git Jobs of a run, each as a step's status of its own. */
enum GitWorks {
  PREPARE("prepare", GitStatus::prepare),
  REVERT("revert", GitStatus::revert),
  COMPLETE("complete", GitStatus::complete);

  /** What stands for a phase where people read of them. */
  static final String PHASE = "workspace";

  private final String word;
  private final Function<GitStatus, WorkStatus> work;

  GitWorks(String word, Function<GitStatus, WorkStatus> work) {
    this.word = word;
    this.work = work;
  }

  String word() {
    return word;
  }

  /** Empty where it has not begun. */
  Optional<StepStatus> of(Optional<PhaseRolloutStatus> status) {
    return status
        .map(PhaseRolloutStatus::run)
        .map(RunStatus::git)
        .map(work)
        .map(known -> known.asStep(word, null));
  }
}
