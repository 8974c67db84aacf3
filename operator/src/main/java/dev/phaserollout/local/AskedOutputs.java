package dev.phaserollout.local;

import dev.phaserollout.api.Output;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.Step;
import java.util.List;
import java.util.Set;

/** The results that a person who takes a step as done has to bring. */
public final class AskedOutputs {

  /** The kinds of question to which {@code Approve} says that a step is done. */
  private static final Set<String> TAKEN_AS_DONE = Set.of("ManualStep", "LostOutcome");

  private AskedOutputs() {}

  /**
   * The names, in the order of the step; empty for a question of another kind.
   *
   * @param spec that the run was accepted with
   */
  public static List<String> of(PhaseRolloutSpec spec, QuestionStatus question) {
    if (question.kind() == null || !TAKEN_AS_DONE.contains(question.kind())) {
      return List.of();
    }
    return spec.phases().stream()
        .flatMap(
            phase ->
                phase.steps().stream()
                    .filter(step -> question.id().equals(phase.name() + "/" + step.name())))
        .map(Step::outputs)
        .flatMap(List::stream)
        .map(Output::name)
        .toList();
  }
}
