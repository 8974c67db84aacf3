package dev.phaserollout.simulator;

import dev.phaserollout.engine.Expressions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Just enough of an expression language: {@code true}, {@code false} and {@code params.<name> ==
 * '<value>'}.
 */
public final class LiteralExpressions implements Expressions {

  private static final Pattern EQUALITY = Pattern.compile("params\\.(\\w+) == '(\\w*)'");

  @Override
  public Optional<Fault> check(String expression) {
    return isLiteral(expression) || EQUALITY.matcher(expression).matches()
        ? Optional.empty()
        : Optional.of(new Fault(1, "no such expression in the simulator: " + expression));
  }

  @Override
  public Judgement evaluate(String expression, Scope scope) {
    if (isLiteral(expression)) {
      return Judgement.of("true".equals(expression));
    }
    Matcher equality = EQUALITY.matcher(expression);
    return equality.matches()
        ? Judgement.of(equality.group(2).equals(scope.params().get(equality.group(1))))
        : Judgement.faulty(1, "no such expression in the simulator: " + expression);
  }

  @Override
  public List<Reference> references(String expression) {
    Matcher equality = EQUALITY.matcher(expression);
    return equality.matches()
        ? List.of(new Reference(List.of("params", equality.group(1)), false))
        : List.of();
  }

  private static boolean isLiteral(String expression) {
    return "true".equals(expression) || "false".equals(expression);
  }
}
