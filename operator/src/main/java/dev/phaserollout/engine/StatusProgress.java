package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one line that says where a run stands. It changes only when something moves, never with the
 * clock.
 */
final class StatusProgress {

  private static final int NAMES_MAX = 5;

  private StatusProgress() {}

  static String of(StatusDraft draft) {
    List<PhaseStatus> phases =
        draft.phases().stream().filter(phase -> !StateWord.REMOVED.equals(phase.state())).toList();
    Optional<String> git = GitMessages.underWay(draft);
    if (git.isPresent()) {
      return git.get();
    }
    Optional<PhaseStatus> current = currentPhase(phases);
    if (current.isPresent()) {
      PhaseStatus phase = current.get();
      int position = phases.indexOf(phase) + 1;
      String place = "phase " + phase.name() + " (" + position + "/" + phases.size() + ")";
      return StateWord.PENDING.equals(phase.state())
          ? place + " has not begun"
          : place + ": " + of(run(phase.steps())) + of(phase);
    }
    return draft.finallySteps().isEmpty()
        ? "every phase is done"
        : "finally: " + of(draft.finallySteps());
  }

  /** Without what only can be undone. */
  private static List<StepStatus> run(List<StepStatus> steps) {
    return steps.stream().filter(step -> !StateWord.REMOVED.equals(step.state())).toList();
  }

  /** The gates that hold the phase up, with what they measured last. */
  private static String of(PhaseStatus phase) {
    return Stream.concat(phase.entryGates().stream(), phase.gates().stream())
        .filter(gate -> GateState.Word.MEASURING.text().equals(gate.state()))
        .map(
            gate ->
                "; gate "
                    + gate.name()
                    + " measures"
                    + (gate.message() == null ? "" : ": " + gate.message())
                    + trouble(gate))
        .collect(Collectors.joining());
  }

  /** What keeps the Job of a gate from getting on. */
  private static String trouble(GateStatus gate) {
    WorkStatus job = gate.job();
    return job == null || job.message() == null || job.completedAt() != null
        ? ""
        : " (its Job: " + job.message() + ")";
  }

  /** The first phase that is not over. */
  static Optional<PhaseStatus> currentPhase(List<PhaseStatus> phases) {
    for (PhaseStatus phase : phases) {
      if (!over(phase.state())) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }

  /** The phase that people are shown: the one that has failed, as long as one has. */
  static Optional<PhaseStatus> shownPhase(@Nullable RunStatus run, List<PhaseStatus> phases) {
    boolean ended = run != null && run.completedAt() != null;
    return phases.stream()
        .filter(StatusProgress::failed)
        .findFirst()
        .or(() -> ended ? Optional.empty() : currentPhase(phases));
  }

  private static boolean failed(PhaseStatus phase) {
    return over(phase.state())
        && !StateWord.SUCCEEDED.equals(phase.state())
        && !StateWord.SKIPPED.equals(phase.state())
        && !StateWord.REMOVED.equals(phase.state());
  }

  /** Whether any step is at work. */
  static boolean atWork(StatusDraft draft) {
    return currentStep(draft.phases(), draft.finallySteps()).isPresent();
  }

  /** The first step that is at work, and how many more are: {@code deploy}, {@code deploy +2}. */
  static Optional<String> currentStep(List<PhaseStatus> phases, List<StepStatus> finallySteps) {
    Optional<String> first = Optional.empty();
    int more = 0;
    List<StepStatus> steps =
        Stream.concat(
                currentPhase(phases).stream().flatMap(phase -> phase.steps().stream()),
                finallySteps.stream())
            .toList();
    for (StepStatus step : steps) {
      if (atWork(step) && first.isEmpty()) {
        first = Optional.of(step.name());
      } else if (atWork(step)) {
        more++;
      }
    }
    return more == 0 ? first : Optional.of(first.orElseThrow() + " +" + more);
  }

  private static boolean atWork(StepStatus step) {
    return step.completedAt() == null
        && step.state() != null
        && !step.state().equals(StateWord.PENDING)
        && !step.state().equals(StateWord.REMOVED);
  }

  private static boolean over(@Nullable String state) {
    return state != null && !state.equals(StateWord.PENDING) && !state.equals(StateWord.RUNNING);
  }

  private static String of(List<StepStatus> steps) {
    int done = 0;
    for (StepStatus step : steps) {
      done += step.completedAt() == null ? 0 : 1;
    }
    StringBuilder text = new StringBuilder();
    text.append(done).append(" of ").append(StatusMessages.counted(steps.size(), "step"));
    text.append(" done");
    name(text, "running", steps, StateWord.STARTING, StateWord.RUNNING);
    name(text, "waiting", steps, StateWord.WAITING, StateWord.WAITING);
    name(text, "retrying", steps, StateWord.RETRYING, StateWord.RETRYING);
    name(text, "measuring", steps, StateWord.MEASURING, StateWord.MEASURING);
    name(text, "ending", steps, StateWord.CANCELLING, StateWord.CANCELLING);
    name(text, "waiting for a person", steps, StateWord.AWAITING_ANSWER, StateWord.AWAITING_ANSWER);
    return text.toString();
  }

  /** Names the steps that are in either of two states. */
  private static void name(
      StringBuilder text, String what, List<StepStatus> steps, String one, String other) {
    int found = 0;
    for (StepStatus step : steps) {
      if (one.equals(step.state()) || other.equals(step.state())) {
        found++;
        if (found <= NAMES_MAX) {
          text.append(found == 1 ? "; " + what + " " : ", ").append(named(step));
        }
      }
    }
    if (found > NAMES_MAX) {
      text.append(" and ").append(found - NAMES_MAX).append(" more");
    }
  }

  private static String named(StepStatus step) {
    String attempt =
        step.attempt() != null && step.attempt() > 1 ? " (attempt " + step.attempt() + ")" : "";
    String next =
        StateWord.RETRYING.equals(step.state()) || StateWord.WAITING.equals(step.state())
            ? " until " + step.nextAttemptAt()
            : "";
    String why = step.message() == null ? "" : ": " + step.message();
    return step.name()
        + attempt
        + next
        + why
        + step.gates().stream().map(StatusProgress::trouble).collect(Collectors.joining());
  }
}
