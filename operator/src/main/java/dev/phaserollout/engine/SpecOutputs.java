package dev.phaserollout.engine;

import dev.phaserollout.api.Output;
import dev.phaserollout.api.Phase;
import java.util.List;
import java.util.Optional;

/** May this step read that output? The same answer for {@code inputs} and for {@code if}. */
final class SpecOutputs {

  private SpecOutputs() {}

  static Problem unknownStep(SpecGraph graph, String name, SpecStep reader, String field) {
    List<String> readable =
        graph.steps().stream()
            .filter(step -> !step.step().outputs().isEmpty() && graph.runsBefore(step, reader))
            .map(SpecStep::name)
            .toList();
    return Problem.of(
        field,
        name,
        "the name of a step with outputs that runs before step '" + reader.name() + "'",
        NearestName.mend(name, readable, "no step with outputs runs before it"));
  }

  /** Refuses a source that is not done when the reader starts. */
  static Optional<Problem> order(SpecGraph graph, SpecStep source, SpecStep reader, String field) {
    if (graph.runsBefore(source, reader)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            field,
            source.name(),
            "a step that is done before step '" + reader.name() + "' starts",
            mendOrder(graph, source, reader)));
  }

  private static String mendOrder(SpecGraph graph, SpecStep source, SpecStep reader) {
    if (source.equals(reader)) {
      return "a step cannot read its own outputs";
    }
    if (source.inSamePhaseAs(reader) && !graph.runsBefore(reader, source)) {
      return reader.step().dependsOn() == null
          ? "list step '" + source.name() + "' before it"
          : "add '" + source.name() + "' to its dependsOn";
    }
    return "step '"
        + source.name()
        + "' of '"
        + source.phaseName()
        + "' runs later; move one of the two";
  }

  static Optional<Problem> declared(SpecStep source, String output, String field) {
    List<String> names = source.step().outputs().stream().map(Output::name).toList();
    if (output.isEmpty() || names.contains(output)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            field,
            output,
            "an output that step '" + source.name() + "' declares",
            NearestName.mend(
                output, names, "declare it under outputs of step '" + source.name() + "'")));
  }

  /**
   * Why a step's outputs may be absent when the reader starts; empty where they never are. A reader
   * under the very same condition is fine: it is not there either.
   */
  static Optional<String> mayBeMissing(SpecStep source, SpecStep reader) {
    if (reader.phase().isEmpty() && source.phase().isPresent()) {
      return Optional.of("a run may end before step '" + source.name() + "' is done");
    }
    return byItself(source, Optional.ofNullable(reader.step().condition()))
        .or(
            () ->
                source.inSamePhaseAs(reader)
                    ? Optional.empty()
                    : byItsPhase(source, reader.phase()));
  }

  /** The same for the {@code if} of a later phase, which can hide behind no other condition. */
  static Optional<String> mayBeMissing(SpecStep source) {
    return byItself(source, Optional.empty()).or(() -> byItsPhase(source, Optional.empty()));
  }

  private static Optional<String> byItself(SpecStep source, Optional<String> conditionOfReader) {
    if (Boolean.TRUE.equals(source.step().continueOnError())) {
      return Optional.of("step '" + source.name() + "' has continueOnError and may have failed");
    }
    Optional<String> condition = Optional.ofNullable(source.step().condition());
    return condition.isEmpty() || condition.equals(conditionOfReader)
        ? Optional.empty()
        : Optional.of("step '" + source.name() + "' has an if and may be skipped");
  }

  private static Optional<String> byItsPhase(SpecStep source, Optional<Phase> phaseOfReader) {
    Optional<String> condition = conditionOf(source.phase());
    return condition.isEmpty() || condition.equals(conditionOf(phaseOfReader))
        ? Optional.empty()
        : Optional.of(
            "phase '"
                + source.phaseName()
                + "' of step '"
                + source.name()
                + "' has an if and may be skipped");
  }

  private static Optional<String> conditionOf(Optional<Phase> phase) {
    return phase.flatMap(some -> Optional.ofNullable(some.condition()));
  }
}
