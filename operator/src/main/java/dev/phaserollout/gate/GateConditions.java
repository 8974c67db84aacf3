package dev.phaserollout.gate;

import dev.phaserollout.engine.Expressions.Fault;
import dev.phaserollout.engine.Expressions.Judgement;
import dev.phaserollout.engine.Expressions.Reference;
import dev.phaserollout.engine.Expressions.Scope;
import java.util.List;
import java.util.Optional;

/**
 * {@code successCondition} and {@code failureCondition}: CEL as in {@link CelExpressions}, that
 * sees the measured value too, as {@code result} and {@code results}, and may go over it with
 * {@code all} and {@code exists}. Safe for use by several threads.
 */
public final class GateConditions {

  private final CelPrograms programs = new CelPrograms(CelLanguage.Dialect.GATE);

  /** Empty where the expression compiles to a boolean; else what is wrong with it. */
  public Optional<Fault> check(String expression) {
    return programs.fault(expression);
  }

  /** What the expression names outright, as {@code Expressions.references} does. */
  public List<Reference> references(String expression) {
    return programs.references(expression);
  }

  /** What the expression says of a value; a value that it does not fit is a fault. */
  Judgement judge(String expression, MeasuredValue measured, Scope scope) {
    return programs.evaluate(expression, CelLanguage.variables(scope, measured));
  }
}
