package dev.phaserollout.gate;

import dev.phaserollout.engine.Expressions;
import java.util.List;
import java.util.Optional;

/**
 * Conditions in CEL. Expressions come from users and are not trusted: their length, depth, macros,
 * functions and regular expressions are bounded, and whatever they are, the answer is a value,
 * never an exception. Safe for use by several threads.
 */
public final class CelExpressions implements Expressions {

  private final CelPrograms programs = new CelPrograms(CelLanguage.Dialect.IF);

  @Override
  public Optional<Fault> check(String expression) {
    return programs.fault(expression);
  }

  @Override
  public List<Reference> references(String expression) {
    return programs.references(expression);
  }

  @Override
  public Judgement evaluate(String expression, Scope scope) {
    return programs.evaluate(expression, CelLanguage.variables(scope));
  }
}
