package dev.phaserollout.cli;

import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import dev.phaserollout.engine.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that may have a log.
 *
 * @param phase {@code finally} for the steps at the end, {@code workspace} for the Git Jobs of a
 *     run
 */
record LoggedWork(int run, String phase, String step, Role role, int attempt) {

  private static final String FINALLY = "finally";
  private static final String WORKSPACE = "workspace";

  /** The newest attempts of everything that has run in the newest run, in the order of the spec. */
  static List<LoggedWork> of(PhaseRolloutStatus status) {
    RunStatus run = status.run();
    List<LoggedWork> works = new ArrayList<>();
    if (run == null) {
      return works;
    }
    GitStatus git = run.git() == null ? GitStatus.NONE : run.git();
    work(run, WORKSPACE, "prepare", Role.GIT, git.prepare(), works);
    for (PhaseStatus phase : status.phases()) {
      phase.steps().forEach(step -> step(run, phase.name(), step, works));
    }
    work(run, WORKSPACE, "revert", Role.GIT, git.revert(), works);
    status.finallySteps().forEach(step -> step(run, FINALLY, step, works));
    work(run, WORKSPACE, "complete", Role.GIT, git.complete(), works);
    return works;
  }

  private static void step(RunStatus run, String phase, StepStatus step, List<LoggedWork> works) {
    Integer attempt = step.attempt();
    if (attempt != null && attempt > 0) {
      Integer reused = step.reusedFromRun();
      int number = reused == null ? run.number() : reused;
      works.add(new LoggedWork(number, phase, step.name(), Role.STEP, attempt));
    }
    work(run, phase, step.name(), Role.GIT, step.git(), works);
    work(run, phase, step.name(), Role.ROLLBACK, step.rollback(), works);
  }

  private static void work(
      RunStatus run,
      String phase,
      String step,
      Role role,
      @Nullable WorkStatus work,
      List<LoggedWork> works) {
    if (work != null && work.attempt() != null && work.attempt() > 0) {
      works.add(new LoggedWork(run.number(), phase, step, role, work.attempt()));
    }
  }

  /** {@code staging/deploy}, {@code rollback of staging/deploy #2}. */
  String label() {
    String of = role == Role.STEP ? "" : role.label() + " of ";
    return of + phase + "/" + step + (attempt == 1 ? "" : " #" + attempt);
  }
}
