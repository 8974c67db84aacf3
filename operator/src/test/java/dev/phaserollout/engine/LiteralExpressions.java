package dev.phaserollout.engine;

import java.util.List;
import java.util.Optional;

/**
 * Understands {@code true}, {@code false} and {@code params.<name>}; everything else is a fault at
 * column 1.
 */
final class LiteralExpressions implements Expressions {

  @Override
  public Optional<Fault> check(String expression) {
    return Optional.empty();
  }

  @Override
  public List<Reference> references(String expression) {
    return List.of();
  }

  @Override
  public Judgement evaluate(String expression, Scope scope) {
    if (expression.startsWith("params.")) {
      return Judgement.of("true".equals(scope.params().get(expression.substring(7))));
    }
    return switch (expression) {
      case "true" -> Judgement.of(true);
      case "false" -> Judgement.of(false);
      default -> Judgement.faulty(1, "cannot read '" + expression + "'");
    };
  }
}
