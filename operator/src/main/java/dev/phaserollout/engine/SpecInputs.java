package dev.phaserollout.engine;

import dev.phaserollout.api.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code inputs}: each comes from a declared output of a step that has run, or has a default. */
final class SpecInputs {

  private SpecInputs() {}

  static Stream<Problem> check(SpecGraph graph) {
    return graph.steps().stream().flatMap(step -> inputs(graph, step));
  }

  private static Stream<Problem> inputs(SpecGraph graph, SpecStep step) {
    List<Problem> problems = new ArrayList<>();
    List<Input> inputs = step.step().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      String field = step.field() + ".inputs[" + i + "]";
      input(graph, step, inputs.get(i), field).ifPresent(problems::add);
    }
    return problems.stream();
  }

  private static Optional<Problem> input(
      SpecGraph graph, SpecStep step, Input input, String field) {
    String name = input.from().step();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<SpecStep> source = graph.step(name);
    return source
        .map(
            from ->
                SpecOutputs.order(graph, from, step, field + ".from.step")
                    .or(
                        () ->
                            SpecOutputs.declared(
                                from, input.from().output(), field + ".from.output"))
                    .or(() -> defaulted(from, step, input, field + ".default")))
        .orElseGet(
            () -> Optional.of(SpecOutputs.unknownStep(graph, name, step, field + ".from.step")));
  }

  private static Optional<Problem> defaulted(
      SpecStep from, SpecStep step, Input input, String field) {
    if (input.defaultValue() != null) {
      return Optional.empty();
    }
    return SpecOutputs.mayBeMissing(from, step)
        .map(
            why ->
                Problem.of(
                    field,
                    "",
                    "a default, because " + why,
                    "add a default: the value to use then"));
  }
}
