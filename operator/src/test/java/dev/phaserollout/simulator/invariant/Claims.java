package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.HandledCommands;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stored status claims, in the words of its flat records. The only place that knows those
 * words.
 */
final class Claims {

  /** The phase that an attempt of a finally step belongs to. */
  static final String FINALLY = "finally";

  /** The phase that Git Jobs of the run as a whole belong to. */
  static final String WORKSPACE = "workspace";

  private static final String REVERT = "revert";

  private static final Set<String> ACTIVE = Set.of("Starting", "Running", "Cancelling");

  private Claims() {}

  static int run(PhaseRollout rollout) {
    RunStatus run = rollout.getStatus().run();
    return run == null ? 0 : run.number();
  }

  static boolean resultIsSettled(PhaseRollout rollout) {
    RunStatus run = rollout.getStatus().run();
    return run != null && run.result() != null;
  }

  static boolean hasBegun(PhaseRollout rollout) {
    RunStatus run = rollout.getStatus().run();
    return run != null && run.startedAt() != null;
  }

  private static final Set<String> ROLLING_BACK = Set.of("Pending", "Running", "Stopping");

  private static Optional<String> rollback(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus().run())
        .map(RunStatus::rollback)
        .map(RollbackStatus::state);
  }

  static boolean rollbackUnderWay(PhaseRollout rollout) {
    return rollback(rollout).filter(ROLLING_BACK::contains).isPresent();
  }

  /** It has stopped before its end, and waits for a person. */
  static boolean rollbackHalted(PhaseRollout rollout) {
    return rollback(rollout)
        .filter(state -> state.equals("Failed") || state.equals("Stopped"))
        .isPresent();
  }

  static boolean runIsOver(PhaseRollout rollout) {
    RunStatus run = rollout.getStatus().run();
    return run != null && run.completedAt() != null;
  }

  static Optional<StepStatus> step(PhaseRolloutStatus status, String name) {
    for (PhaseStatus phase : status.phases()) {
      Optional<StepStatus> found = among(phase.steps(), name);
      if (found.isPresent()) {
        return found;
      }
    }
    return among(status.finallySteps(), name);
  }

  private static Optional<StepStatus> among(List<StepStatus> steps, String name) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().equals(name)) {
        return Optional.of(steps.get(i));
      }
    }
    return Optional.empty();
  }

  /** Every step that a status names, those of finally last. */
  static Stream<StepStatus> steps(PhaseRolloutStatus status) {
    return Stream.concat(
        status.phases().stream().flatMap(phase -> phase.steps().stream()),
        status.finallySteps().stream());
  }

  static boolean succeeded(StepStatus step) {
    return "Succeeded".equals(step.state());
  }

  static boolean skipped(StepStatus step) {
    return "Skipped".equals(step.state());
  }

  /** A Job may exist for it and do something. */
  static boolean active(StepStatus step) {
    return step.state() != null && ACTIVE.contains(step.state());
  }

  /** A wait step whose time runs. */
  static boolean waits(StepStatus step) {
    return "Waiting".equals(step.state());
  }

  /** A person is asked to do it, or what becomes of it. */
  static boolean asks(StepStatus step) {
    return "AwaitingAnswer".equals(step.state());
  }

  /** It will do nothing any more in this run; one that gates still judge may be tried again. */
  static boolean over(StepStatus step) {
    boolean judged = "Measuring".equals(step.state());
    return (step.completedAt() != null && !judged) || skipped(step) || succeeded(step);
  }

  /**
   * What a status says of the newest attempt of a step or of its compensation.
   *
   * @param since when it was asked for, by the clock of whoever did; the epoch where nothing says
   */
  record Work(String state, int attempt, Instant since) {}

  /** Empty where nothing was tried yet. */
  static Optional<Work> work(PhaseRolloutStatus status, Attempt of) {
    if (of.role() == Role.GIT) {
      return gitWork(status, of)
          .flatMap(job -> work(job.state(), job.attempt(), job.attemptStartedAt()));
    }
    if (of.role() == Role.GATE) {
      return Optional.ofNullable(Gates.of(status).get(of.phase() + "/" + of.step()))
          .map(GateStatus::job)
          .flatMap(job -> work(job.state(), job.attempt(), job.attemptStartedAt()));
    }
    Optional<StepStatus> step = step(status, of.step());
    if (of.role() == Role.ROLLBACK) {
      return step.map(StepStatus::rollback)
          .flatMap(undo -> work(undo.state(), undo.attempt(), undo.attemptStartedAt()));
    }
    return step.flatMap(one -> work(one.state(), one.attempt(), one.attemptStartedAt()));
  }

  /** Where a Git Job stands: one of the run, or the one after a step. */
  private static Optional<WorkStatus> gitWork(PhaseRolloutStatus status, Attempt of) {
    if (!of.phase().equals(WORKSPACE)) {
      return step(status, of.step()).map(StepStatus::git);
    }
    return Optional.ofNullable(gitOfRun(status).get(of.step()));
  }

  /** The Git Jobs of the run as a whole that have begun, by name. */
  static Map<String, WorkStatus> gitOfRun(PhaseRolloutStatus status) {
    RunStatus run = status.run();
    if (run == null || run.git() == null) {
      return Map.of();
    }
    Map<String, WorkStatus> jobs = new TreeMap<>();
    jobs.put("prepare", run.git().prepare());
    jobs.put(REVERT, run.git().revert());
    jobs.put("complete", run.git().complete());
    jobs.values().removeIf(Objects::isNull);
    return jobs;
  }

  private static Optional<Work> work(
      @Nullable String state, @Nullable Integer attempt, @Nullable String since) {
    return state == null || attempt == null
        ? Optional.empty()
        : Optional.of(
            new Work(state, attempt, since == null ? Instant.EPOCH : Instant.parse(since)));
  }

  /**
   * Whether the stored rollout says that this attempt is the one to be run. A rollback may go on
   * after its run is over.
   */
  static boolean names(PhaseRollout rollout, Attempt attempt) {
    return run(rollout) == attempt.run()
        && (undoes(attempt) || !runIsOver(rollout))
        && work(rollout.getStatus(), attempt)
            .filter(work -> ACTIVE.contains(work.state()))
            .filter(work -> work.attempt() == attempt.number())
            .isPresent();
  }

  private static boolean undoes(Attempt attempt) {
    return attempt.role() == Role.ROLLBACK
        || (attempt.role() == Role.GIT && attempt.step().equals(REVERT));
  }

  /** The first version that names the attempt, or empty where none does. */
  static Optional<Integer> intentOf(History history, Attempt attempt) {
    for (History.Write write : history.writes()) {
      if (names(write.after(), attempt)) {
        return Optional.of(write.version());
      }
    }
    return Optional.empty();
  }

  static boolean wasCancelled(History history, Attempt attempt) {
    return history.writes().stream()
        .filter(write -> names(write.after(), attempt))
        .flatMap(write -> work(write.after().getStatus(), attempt).stream())
        .anyMatch(work -> "Cancelling".equals(work.state()));
  }

  /** The token of the command that was obeyed last; empty where none was. */
  static String rerun(PhaseRollout rollout) {
    HandledCommands handled = rollout.getStatus().lastHandled();
    return handled == null || handled.rerun() == null ? "" : handled.rerun();
  }

  /** As {@link #rerun}. */
  static String abort(PhaseRollout rollout) {
    HandledCommands handled = rollout.getStatus().lastHandled();
    return handled == null || handled.abort() == null ? "" : handled.abort();
  }

  /** Whether the write obeys a command that goes on with a rollback that had stopped. */
  static boolean goesOn(History.Write write) {
    HandledCommands before = write.before().getStatus().lastHandled();
    HandledCommands after = write.after().getStatus().lastHandled();
    return after != null
        && (before == null
            || !Objects.equals(before.retry(), after.retry())
            || !Objects.equals(before.rollback(), after.rollback()));
  }

  /** The question that an answer means, as a version of the run before this one asked it. */
  static Optional<QuestionStatus> asked(History history, int run, Answer answer, int before) {
    for (History.Write write : history.writes()) {
      if (write.version() < before && run(write.after()) == run) {
        for (QuestionStatus question : write.after().getStatus().questions()) {
          if (question.id().equals(answer.question())
              && answer.digest().equals(question.digest())) {
            return Optional.of(question);
          }
        }
      }
    }
    return Optional.empty();
  }

  static boolean suspended(PhaseRollout rollout) {
    return Boolean.TRUE.equals(rollout.getSpec().suspend());
  }

  // What a spec says.

  static Optional<Step> stepOf(PhaseRolloutSpec spec, String name) {
    for (Phase phase : spec.phases()) {
      for (Step step : phase.steps()) {
        if (step.name().equals(name)) {
          return Optional.of(step);
        }
      }
    }
    return spec.finallySteps().stream().filter(step -> step.name().equals(name)).findFirst();
  }

  /** The place of a phase in its spec; finally comes after all of them. */
  static int placeOf(PhaseRolloutSpec spec, String phase) {
    for (int i = 0; i < spec.phases().size(); i++) {
      if (spec.phases().get(i).name().equals(phase)) {
        return i;
      }
    }
    return spec.phases().size();
  }

  /** The place of a step's phase; before all others where the spec does not know the step. */
  static int placeOfStep(PhaseRolloutSpec spec, String step) {
    for (int i = 0; i < spec.phases().size(); i++) {
      if (spec.phases().get(i).steps().stream().anyMatch(one -> one.name().equals(step))) {
        return i;
      }
    }
    return spec.finallySteps().stream().anyMatch(one -> one.name().equals(step))
        ? spec.phases().size()
        : -1;
  }

  /** The steps that must be done before this one, in its own phase. */
  static List<String> dependenciesOf(List<Step> steps, Step step) {
    if (step.dependsOn() != null) {
      return step.dependsOn();
    }
    return steps.stream()
        .takeWhile(earlier -> !earlier.name().equals(step.name()))
        .map(Step::name)
        .toList();
  }

  /** Whether both ask for the same, suspended or not. */
  static boolean sameWork(PhaseRolloutSpec one, PhaseRolloutSpec other) {
    return unsuspended(one).equals(unsuspended(other));
  }

  private static PhaseRolloutSpec unsuspended(PhaseRolloutSpec spec) {
    return new PhaseRolloutSpec(
        spec.description(),
        spec.release(),
        spec.parameters(),
        false,
        spec.timeout(),
        spec.dependsOn(),
        spec.concurrencyGroup(),
        spec.windows(),
        spec.workspace(),
        spec.standards(),
        spec.stepDefaults(),
        spec.phases(),
        spec.finallySteps(),
        spec.rollback(),
        spec.completion(),
        spec.onSpecChange(),
        spec.historyLimit());
  }
}
