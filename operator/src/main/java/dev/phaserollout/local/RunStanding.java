package dev.phaserollout.local;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far the newest run of a rollout is, read from its status. */
record RunStanding(Optional<PhaseRolloutStatus> status) {

  private static final String SUCCEEDED = "Succeeded";
  private static final String ABORTED = "Aborted";
  private static final String STOPPED = "Stopped";

  /** The states of a rollback that is not over. */
  private static final Set<String> ROLLING_BACK = Set.of("Pending", "Running", "Stopping");

  /** The states from which a step gets on by itself. */
  private static final Set<String> MOVING =
      Set.of(
          StateWord.WAITING,
          StateWord.STARTING,
          StateWord.RUNNING,
          StateWord.CANCELLING,
          StateWord.RETRYING);

  static RunStanding of(PhaseRollout rollout) {
    return new RunStanding(Optional.ofNullable(rollout.getStatus()));
  }

  Optional<RunStatus> run() {
    return status.map(PhaseRolloutStatus::run);
  }

  private Optional<RollbackStatus> rollback() {
    return run().map(RunStatus::rollback);
  }

  boolean begun() {
    return run().map(RunStatus::startedAt).isPresent();
  }

  /** Whether the run has ended, and its rollback with it where it has one. */
  boolean over() {
    return run().map(RunStatus::completedAt).isPresent() && !rollingBack();
  }

  boolean rollingBack() {
    return rollback().map(RollbackStatus::state).filter(ROLLING_BACK::contains).isPresent();
  }

  boolean rolledBack() {
    return rollback().map(RollbackStatus::state).filter(SUCCEEDED::equals).isPresent();
  }

  /** Whether what the run released is what stands. */
  boolean succeeded() {
    return resulted(SUCCEEDED) && rollback().isEmpty();
  }

  /** Whether what was asked for has come about. */
  boolean reached(LocalCommand command) {
    return switch (command) {
      case GO_ON, RERUN -> succeeded();
      case ROLLBACK -> rolledBack();
      case ABORT ->
          resulted(ABORTED)
              || rollback().map(RollbackStatus::state).filter(STOPPED::equals).isPresent();
    };
  }

  private boolean resulted(String word) {
    return run().map(RunStatus::result).filter(word::equals).isPresent();
  }

  List<QuestionStatus> questions() {
    return status.map(PhaseRolloutStatus::questions).orElse(List.of());
  }

  /** Whether a step or a compensation gets on without a person: it runs, or its time will come. */
  boolean moving() {
    return status.stream()
        .flatMap(RunStanding::steps)
        .anyMatch(
            step ->
                moves(step.state()) || (step.rollback() != null && moves(step.rollback().state())));
  }

  private static boolean moves(@Nullable String state) {
    return state != null && MOVING.contains(state);
  }

  private static Stream<StepStatus> steps(PhaseRolloutStatus status) {
    return Stream.concat(
        status.phases().stream().map(PhaseStatus::steps).flatMap(List::stream),
        status.finallySteps().stream());
  }
}
