package dev.phaserollout.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions where some outputs are not known yet: one that reads such an output is taken as true,
 * and noted.
 */
final class Unjudged implements Expressions {

  /** Stands in for an output that a step has yet to give. */
  static final String NOT_KNOWN = "(not known yet)";

  private final Expressions expressions;
  private final Set<String> conditions = new LinkedHashSet<>();

  Unjudged(Expressions expressions) {
    this.expressions = expressions;
  }

  /** The condition, where nobody can judge it yet. */
  Optional<String> unjudged(String condition) {
    return Optional.of(condition).filter(conditions::contains);
  }

  @Override
  public Optional<Fault> check(String expression) {
    return expressions.check(expression);
  }

  @Override
  public List<Reference> references(String expression) {
    return expressions.references(expression);
  }

  @Override
  public Judgement evaluate(String expression, Scope scope) {
    if (references(expression).stream().anyMatch(read -> unknown(read.path(), scope))) {
      conditions.add(expression);
      return Judgement.of(true);
    }
    return expressions.evaluate(expression, scope);
  }

  /** Whether the value at the path, or one below it, is not known. */
  private static boolean unknown(List<String> path, Scope scope) {
    if (!path.get(0).equals("outputs")) {
      return false;
    }
    return scope.outputs().entrySet().stream()
        .filter(step -> path.size() < 2 || step.getKey().equals(path.get(1)))
        .flatMap(step -> step.getValue().entrySet().stream())
        .filter(output -> path.size() < 3 || output.getKey().equals(path.get(2)))
        .map(Map.Entry::getValue)
        .anyMatch(NOT_KNOWN::equals);
  }
}
