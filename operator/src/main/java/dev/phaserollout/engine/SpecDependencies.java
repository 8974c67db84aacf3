package dev.phaserollout.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code dependsOn}: names steps that exist, of this phase or an earlier one, and never in a ring.
 */
final class SpecDependencies {

  private SpecDependencies() {}

  static Stream<Problem> check(SpecGraph graph) {
    return Stream.concat(
        graph.steps().stream().flatMap(step -> names(graph, step)),
        graph.rings().stream().map(SpecDependencies::ring));
  }

  private static Stream<Problem> names(SpecGraph graph, SpecStep step) {
    List<String> dependsOn = step.step().dependsOn() == null ? List.of() : step.step().dependsOn();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < dependsOn.size(); i++) {
      String name = dependsOn.get(i);
      String field = step.field() + ".dependsOn[" + i + "]";
      if (dependsOn.indexOf(name) < i) {
        problems.add(Problem.of(field, name, "each step once", "remove the second '" + name + "'"));
      } else {
        name(graph, step, field, name).ifPresent(problems::add);
      }
    }
    return problems.stream();
  }

  private static Optional<Problem> name(SpecGraph graph, SpecStep step, String field, String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return graph
        .step(name)
        .map(other -> place(step, field, other))
        .orElseGet(() -> Optional.of(unknown(graph, step, field, name)));
  }

  private static Problem unknown(SpecGraph graph, SpecStep step, String field, String name) {
    List<String> possible =
        graph.steps().stream()
            .filter(other -> mayDependOn(step, other) && !other.equals(step))
            .map(SpecStep::name)
            .toList();
    return Problem.of(
        field,
        name,
        expected(step),
        NearestName.mend(name, possible, "remove it: there is no such step"));
  }

  private static Optional<Problem> place(SpecStep step, String field, SpecStep other) {
    if (mayDependOn(step, other)) {
      return Optional.empty();
    }
    String mend =
        step.phase().isEmpty()
            ? "remove it: finally steps run after every phase"
            : "'"
                + other.name()
                + "' is in the later '"
                + other.phaseName()
                + "'; move one of the two";
    return Optional.of(Problem.of(field, other.name(), expected(step), mend));
  }

  private static boolean mayDependOn(SpecStep step, SpecStep other) {
    return step.phase().isEmpty()
        ? other.phase().isEmpty()
        : other.phaseIndex() <= step.phaseIndex();
  }

  private static String expected(SpecStep step) {
    return step.phase().isEmpty()
        ? "the name of another finally step"
        : "the name of a step of this phase or of an earlier one";
  }

  private static Problem ring(List<SpecStep> ring) {
    SpecStep first = ring.get(0);
    String names = ring.stream().map(SpecStep::name).collect(Collectors.joining(" → "));
    String field = first.field() + ".dependsOn";
    return new Problem(
        field,
        names + " → " + first.name(),
        "steps that do not wait for each other in a ring",
        mend(ring));
  }

  private static String mend(List<SpecStep> ring) {
    String implied =
        ring.stream()
            .filter(step -> step.step().dependsOn() == null)
            .map(step -> "'" + step.name() + "'")
            .collect(Collectors.joining(", "));
    return implied.isEmpty()
        ? "remove one of these dependencies"
        : "remove one of these dependencies, or give "
            + implied
            + " a dependsOn: without one a step waits for every step listed before it";
  }
}
