package dev.phaserollout.gate;

import dev.phaserollout.api.Gate;
import dev.phaserollout.engine.Expressions.Fault;
import dev.phaserollout.engine.Expressions.Judgement;
import dev.phaserollout.engine.Expressions.Scope;
import dev.phaserollout.engine.Verdict;
import java.util.Optional;

/**
 * From an answer to a verdict, by the conditions of the gate.
 *
 * <p>The rule is that of Argo Rollouts (its {@code utils/evaluate}): with {@code successCondition}
 * alone, what is not good fails; with {@code failureCondition} alone, what is not bad passes; with
 * both, a failure wins and what is neither is inconclusive. Unlike there, no data, no number and a
 * fault of a condition are never a pass, whichever condition is set.
 */
final class GateVerdict {

  private static final int CONDITION_SHOWN = 200;

  private final GateConditions conditions;

  GateVerdict(GateConditions conditions) {
    this.conditions = conditions;
  }

  /** A verdict, with what it was made from. */
  record Reasoned(Verdict verdict, String value, String message) {}

  Reasoned of(Gate gate, SourceAnswer answer, Scope scope) {
    if (answer instanceof SourceAnswer.Value value) {
      return judge(gate, value.measured(), scope);
    }
    if (answer instanceof SourceAnswer.Judged judged) {
      return new Reasoned(judged.verdict(), judged.value(), judged.message());
    }
    if (answer instanceof SourceAnswer.Unclear unclear) {
      return new Reasoned(Verdict.INCONCLUSIVE, "", unclear.why());
    }
    return new Reasoned(Verdict.ERROR, "", ((SourceAnswer.Broken) answer).why());
  }

  private Reasoned judge(Gate gate, MeasuredValue measured, Scope scope) {
    Optional<String> success = Optional.ofNullable(gate.successCondition());
    Optional<String> failure = Optional.ofNullable(gate.failureCondition());
    if (success.isEmpty() && failure.isEmpty()) {
      return reasoned(Verdict.ERROR, measured, "and no condition says whether that is good");
    }
    Optional<Judgement> bad = failure.map(text -> conditions.judge(text, measured, scope));
    if (bad.filter(Judgement::value).isPresent()) {
      return reasoned(Verdict.FAIL, measured, "a failure by " + shown(failure));
    }
    Optional<Judgement> good = success.map(text -> conditions.judge(text, measured, scope));
    Optional<Fault> fault = bad.flatMap(Judgement::fault);
    if (fault.isPresent()) {
      return faulty(measured, "failureCondition", fault.get());
    }
    fault = good.flatMap(Judgement::fault);
    if (fault.isPresent()) {
      return faulty(measured, "successCondition", fault.get());
    }
    if (good.isEmpty()) {
      return reasoned(Verdict.PASS, measured, "no failure by " + shown(failure));
    }
    if (good.get().value()) {
      return reasoned(Verdict.PASS, measured, "needed " + shown(success));
    }
    return failure.isEmpty()
        ? reasoned(Verdict.FAIL, measured, "needed " + shown(success))
        : reasoned(
            Verdict.INCONCLUSIVE,
            measured,
            "neither good (" + shown(success) + ") nor a failure (" + shown(failure) + ")");
  }

  private static Reasoned reasoned(Verdict verdict, MeasuredValue measured, String why) {
    return new Reasoned(verdict, measured.text(), "measured " + measured.text() + ", " + why);
  }

  private static Reasoned faulty(MeasuredValue measured, String field, Fault fault) {
    String where = fault.column() > 0 ? " at character " + fault.column() : "";
    return reasoned(
        Verdict.ERROR,
        measured,
        "and " + field + " cannot be judged" + where + ": " + fault.message());
  }

  private static String shown(Optional<String> condition) {
    String text = condition.orElse("").strip();
    return text.length() <= CONDITION_SHOWN ? text : text.substring(0, CONDITION_SHOWN) + "…";
  }
}
