package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which logs are asked for.
 *
 * @param step a step by its name, or as {@code phase/step}; empty for all that has run
 */
record LogChoice(Optional<String> step) {

  boolean takes(LoggedWork work) {
    return step.isEmpty() || (!work.step().isEmpty() && names(work));
  }

  private boolean names(LoggedWork work) {
    String path = work.phase() + "/" + work.step();
    return step.filter(word -> word.equals(work.step()) || word.equals(path)).isPresent();
  }

  /** What each line begins with: nothing where all lines are of the one step that was named. */
  String prefix(LoggedWork work) {
    return step.isPresent() && work.role() == Role.STEP ? "" : work.label() + " | ";
  }

  /**
   * The logs that there should be.
   *
   * @throws Refusal where the rollout has no such step
   */
  List<LoggedWork> among(PhaseRolloutSpec spec, PhaseRolloutStatus status) {
    List<LoggedWork> works = LoggedWork.of(status).stream().filter(this::takes).toList();
    if (works.isEmpty() && step.isPresent()) {
      known(spec, status);
    }
    return works;
  }

  /**
   * Sees that there is such a step.
   *
   * @throws Refusal where there is none
   */
  void known(PhaseRolloutSpec spec, PhaseRolloutStatus status) {
    String name = step.map(word -> word.substring(word.lastIndexOf('/') + 1)).orElse("");
    List<String> names = names(spec, status);
    if (step.isPresent() && !names.contains(name)) {
      throw new Refusal(
          Exit.USAGE,
          "STEP: found '" + step.get() + "', expected one of " + String.join(", ", names));
    }
  }

  /** Why nothing is there to be read, for people. */
  String nothing(String rollout, PhaseRolloutStatus status) {
    if (step.isEmpty()) {
      return "no step of " + rollout + " has run yet";
    }
    String state =
        steps(status)
            .filter(
                known -> known.name().equals(step.get()) || step.get().endsWith("/" + known.name()))
            .findFirst()
            .map(StepStatus::state)
            .orElse(StateWord.PENDING);
    return "step '" + step.get() + "' has no log: nothing of it was run (" + state + ")";
  }

  private static List<String> names(PhaseRolloutSpec spec, PhaseRolloutStatus status) {
    Stream<String> written =
        Stream.concat(
                spec.phases().stream().flatMap(phase -> phase.steps().stream()),
                spec.finallySteps().stream())
            .map(known -> known.name());
    return Stream.concat(written, steps(status).map(StepStatus::name)).distinct().toList();
  }

  private static Stream<StepStatus> steps(PhaseRolloutStatus status) {
    return Stream.concat(
        status.phases().stream().flatMap(phase -> phase.steps().stream()),
        status.finallySteps().stream());
  }
}
