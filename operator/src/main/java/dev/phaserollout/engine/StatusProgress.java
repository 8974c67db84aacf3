package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one line that says where a run stands. It changes only when something moves, never with the
 * clock.
 */
final class StatusProgress {

  private static final int NAMES_MAX = 5;

  private StatusProgress() {}

  static String of(StatusDraft draft) {
    Optional<PhaseStatus> current = currentPhase(draft);
    if (current.isPresent()) {
      PhaseStatus phase = current.get();
      int position = draft.phases().indexOf(phase) + 1;
      String place = "phase " + phase.name() + " (" + position + "/" + draft.phases().size() + ")";
      return StateWord.PENDING.equals(phase.state())
          ? place + " has not begun"
          : place + ": " + of(phase.steps());
    }
    return draft.finallySteps().isEmpty()
        ? "every phase is done"
        : "finally: " + of(draft.finallySteps());
  }

  /** The first phase that is not over. */
  static Optional<PhaseStatus> currentPhase(StatusDraft draft) {
    return draft.phases().stream().filter(phase -> !over(phase.state())).findFirst();
  }

  /** The first step that is at work, and how many more are: {@code deploy}, {@code deploy +2}. */
  static Optional<String> currentStep(StatusDraft draft) {
    List<StepStatus> steps =
        currentPhase(draft).map(PhaseStatus::steps).orElse(draft.finallySteps());
    List<StepStatus> atWork = steps.stream().filter(StatusProgress::atWork).toList();
    return atWork.stream()
        .findFirst()
        .map(
            first -> atWork.size() == 1 ? first.name() : first.name() + " +" + (atWork.size() - 1));
  }

  private static boolean atWork(StepStatus step) {
    return step.completedAt() == null
        && step.state() != null
        && !step.state().equals(StateWord.PENDING);
  }

  private static boolean over(@Nullable String state) {
    return state != null && !state.equals(StateWord.PENDING) && !state.equals(StateWord.RUNNING);
  }

  private static String of(List<StepStatus> steps) {
    long done = steps.stream().filter(step -> step.completedAt() != null).count();
    StringBuilder text = new StringBuilder();
    text.append(done).append(" of ").append(StatusMessages.counted(steps.size(), "step"));
    text.append(" done");
    name(text, "running", steps, StateWord.STARTING, StateWord.RUNNING);
    name(text, "waiting", steps, StateWord.WAITING);
    name(text, "retrying", steps, StateWord.RETRYING);
    name(text, "ending", steps, StateWord.CANCELLING);
    return text.toString();
  }

  private static void name(
      StringBuilder text, String what, List<StepStatus> steps, String... states) {
    List<StepStatus> found =
        steps.stream().filter(step -> List.of(states).contains(step.state())).toList();
    if (found.isEmpty()) {
      return;
    }
    text.append("; ").append(what).append(' ');
    text.append(
        found.stream()
            .limit(NAMES_MAX)
            .map(StatusProgress::named)
            .collect(Collectors.joining(", ")));
    if (found.size() > NAMES_MAX) {
      text.append(" and ").append(found.size() - NAMES_MAX).append(" more");
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
    return step.name() + attempt + next + why;
  }
}
