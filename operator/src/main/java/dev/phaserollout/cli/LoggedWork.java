package dev.phaserollout.cli;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import dev.phaserollout.engine.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that may have a log.
 *
 * @param phase {@code finally} for the steps at the end, {@code workspace} for the Git Jobs of a
 *     run
 * @param step empty for a gate of the phase
 * @param gate what the attempt measures; only where the role is {@code gate}
 */
record LoggedWork(
    int run, String phase, String step, Role role, int attempt, Optional<LoggedGate> gate) {

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
      gates(run, phase.name(), "", "entryGates", phase.entryGates(), works);
      gates(run, phase.name(), "", "guardrails", phase.guardrails(), works);
      phase.steps().forEach(step -> step(run, phase.name(), step, works));
      gates(run, phase.name(), "", "gates", phase.gates(), works);
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
      works.add(new LoggedWork(number, phase, step.name(), Role.STEP, attempt, Optional.empty()));
    }
    gates(run, phase, step.name(), "gates", step.gates(), works);
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
      works.add(new LoggedWork(run.number(), phase, step, role, work.attempt(), Optional.empty()));
    }
  }

  private static void gates(
      RunStatus run,
      String phase,
      String step,
      String list,
      List<GateStatus> gates,
      List<LoggedWork> works) {
    for (GateStatus gate : gates) {
      WorkStatus job = gate.job();
      if (job != null && job.attempt() != null && job.attempt() > 0) {
        LoggedGate measured = new LoggedGate(list, gate.name());
        works.add(
            new LoggedWork(
                run.number(), phase, step, Role.GATE, job.attempt(), Optional.of(measured)));
      }
    }
  }

  /**
   * Where in its phase the gate stands: {@code gates/smoke} or {@code deploy/gates/coverage}; empty
   * where no gate is measured.
   */
  String gatePath() {
    String owner = step.isEmpty() ? "" : step + "/";
    return gate.map(measured -> owner + measured.list() + "/" + measured.name()).orElse("");
  }

  /**
   * {@code staging/deploy}, {@code rollback of staging/deploy #2}, {@code gate smoke of staging}.
   */
  String label() {
    String name = gate.map(measured -> " " + measured.name()).orElse("");
    String of = role == Role.STEP ? "" : role.label() + name + " of ";
    String owner = step.isEmpty() ? phase : phase + "/" + step;
    return of + owner + (attempt == 1 ? "" : " #" + attempt);
  }
}
