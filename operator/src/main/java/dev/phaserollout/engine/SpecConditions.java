package dev.phaserollout.engine;

import dev.phaserollout.api.Parameter;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Expressions.Fault;
import dev.phaserollout.engine.Expressions.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code if} of steps and phases: each compiles, and each name in it stands for something that is
 * there when the condition is judged. A name that the expression itself asks for with {@code
 * has(…)} may be absent.
 */
final class SpecConditions {

  private static final String EXPECTED = "a CEL expression that gives true or false";

  private final SpecGraph graph;
  private final List<String> parameters;
  private final Expressions expressions;

  private SpecConditions(SpecGraph graph, List<String> parameters, Expressions expressions) {
    this.graph = graph;
    this.parameters = parameters;
    this.expressions = expressions;
  }

  static Stream<Problem> check(PhaseRolloutSpec spec, SpecGraph graph, Expressions expressions) {
    List<String> parameters = spec.parameters().stream().map(Parameter::name).toList();
    SpecConditions conditions = new SpecConditions(graph, parameters, expressions);
    List<Problem> problems = new ArrayList<>();
    for (int p = 0; p < spec.phases().size(); p++) {
      problems.addAll(conditions.ofPhase(spec.phases().get(p), p));
    }
    graph.steps().forEach(step -> problems.addAll(conditions.ofStep(step)));
    return problems.stream();
  }

  private List<Problem> ofStep(SpecStep step) {
    String text = step.step().condition();
    String field = step.field() + ".if";
    return text == null ? List.of() : judge(text, field, read -> ofStep(read, field, step));
  }

  private List<Problem> ofPhase(Phase phase, int index) {
    String text = phase.condition();
    String field = "spec.phases[" + index + "].if";
    return text == null
        ? List.of()
        : judge(text, field, read -> ofPhase(read, field, phase, index));
  }

  private List<Problem> judge(String text, String field, Reader reader) {
    Optional<Fault> fault = expressions.check(text);
    if (fault.isPresent()) {
      return List.of(Problem.of(field, text, EXPECTED, mend(fault.get())));
    }
    return expressions.references(text).stream()
        .filter(read -> !read.tested() && read.path().size() > 1)
        .flatMap(read -> parameter(read, field).or(() -> reader.problemWith(read)).stream())
        .toList();
  }

  private interface Reader {
    Optional<Problem> problemWith(Reference read);
  }

  private Optional<Problem> parameter(Reference read, String field) {
    String name = read.path().get(1);
    if (!read.path().get(0).equals("params") || parameters.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            field,
            "params." + name,
            "a parameter of spec.parameters",
            NearestName.mend(
                name, parameters, "add it there, or ask has(params." + name + ") first")));
  }

  private Optional<Problem> ofStep(Reference read, String field, SpecStep reader) {
    if (!read.path().get(0).equals("outputs")) {
      return Optional.empty();
    }
    String name = read.path().get(1);
    Optional<SpecStep> source = graph.step(name);
    if (source.isEmpty()) {
      return Optional.of(SpecOutputs.unknownStep(graph, name, reader, field));
    }
    return SpecOutputs.order(graph, source.get(), reader, field)
        .or(
            () ->
                output(source.get(), read, field, SpecOutputs.mayBeMissing(source.get(), reader)));
  }

  private Optional<Problem> ofPhase(Reference read, String field, Phase phase, int index) {
    if (!read.path().get(0).equals("outputs")) {
      return Optional.empty();
    }
    String name = read.path().get(1);
    Optional<SpecStep> source = graph.step(name).filter(step -> step.phaseIndex() < index);
    if (source.isEmpty()) {
      List<String> earlier =
          graph.steps().stream()
              .filter(step -> step.phaseIndex() < index)
              .map(SpecStep::name)
              .toList();
      return Optional.of(
          Problem.of(
              field,
              "outputs." + name,
              "a step of a phase before '" + phase.name() + "'",
              NearestName.mend(name, earlier, "the first phase has no steps before it")));
    }
    return output(source.get(), read, field, SpecOutputs.mayBeMissing(source.get()));
  }

  private static Optional<Problem> output(
      SpecStep source, Reference read, String field, Optional<String> whyMissing) {
    if (read.path().size() < 3) {
      return Optional.empty();
    }
    String output = read.path().get(2);
    return SpecOutputs.declared(source, output, field)
        .or(() -> whyMissing.map(why -> untested(source, output, field, why)));
  }

  private static Problem untested(SpecStep source, String output, String field, String why) {
    String name = "outputs['" + source.name() + "']." + output;
    return Problem.of(
        field,
        name,
        "a test whether it is there, because " + why,
        "write has(" + name + ") && … in front of it");
  }

  private static String mend(Fault fault) {
    return fault.column() > 0
        ? "at character " + fault.column() + ": " + fault.message()
        : "it " + fault.message();
  }
}
