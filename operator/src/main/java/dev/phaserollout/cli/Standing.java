package dev.phaserollout.cli;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** How a rollout on a cluster stands, for whoever waits for it. */
enum Standing {
  /** The newest spec has been run, and succeeded. */
  SUCCEEDED(Exit.SUCCEEDED),
  /** Nothing more happens of itself, and it did not succeed. */
  FAILED(Exit.FAILED),
  /** Nothing goes on before a person has answered. */
  WAITS_FOR_A_PERSON(Exit.WAITING),
  /** It is on its way, or the operator has not seen the newest spec or command yet. */
  GOES_ON(Exit.SUCCEEDED);

  private static final Set<String> MOVING =
      Set.of(
          StateWord.WAITING,
          StateWord.STARTING,
          StateWord.RUNNING,
          StateWord.CANCELLING,
          StateWord.RETRYING,
          StateWord.MEASURING);

  private final Exit exit;

  Standing(Exit exit) {
    this.exit = exit;
  }

  Exit exit() {
    return exit;
  }

  boolean settled() {
    return this != GOES_ON;
  }

  static Standing of(PhaseRollout rollout) {
    PhaseRolloutStatus status = rollout.getStatus();
    if (status == null
        || !Objects.equals(status.observedGeneration(), rollout.getMetadata().getGeneration())
        || CommandToken.waits(rollout)) {
      return GOES_ON;
    }
    boolean editWaits = status.run() != null && status.run().nextRevision() != null;
    if (holds(status, "Ready")) {
      return editWaits ? GOES_ON : SUCCEEDED;
    }
    if (holds(status, "Stalled")) {
      return FAILED;
    }
    return holds(status, "AwaitingAnswer") && steps(status).noneMatch(Standing::moves)
        ? WAITS_FOR_A_PERSON
        : GOES_ON;
  }

  private static boolean holds(PhaseRolloutStatus status, String type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .map(Condition::status)
        .anyMatch("True"::equals);
  }

  private static Stream<StepStatus> steps(PhaseRolloutStatus status) {
    return Stream.concat(
        status.phases().stream().flatMap(phase -> phase.steps().stream()),
        status.finallySteps().stream());
  }

  private static boolean moves(StepStatus step) {
    return MOVING.contains(String.valueOf(step.state()))
        || (step.rollback() != null && MOVING.contains(String.valueOf(step.rollback().state())));
  }
}
