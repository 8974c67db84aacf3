package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.Gate;
import dev.phaserollout.engine.Expressions.Scope;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.gate.GateVerdict.Reasoned;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of Argo Rollouts' analysis, row by row, and where this one fails closed instead. */
class GateVerdictTest {

  private static final Scope SCOPE = new Scope(Map.of(), "", Map.of());

  private final GateVerdict verdicts = new GateVerdict(new GateConditions());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "5 | result < 10.0 | -              | PASS",
        "5 | result > 10.0 | -              | FAIL",
        "5 | -             | result > 10.0  | PASS",
        "5 | -             | result < 10.0  | FAIL",
        "5 | result < 10.0 | result > 10.0  | PASS",
        "5 | result > 10.0 | result < 10.0  | FAIL",
        "5 | result < 10.0 | result < 10.0  | FAIL",
        "5 | result > 10.0 | result > 20.0  | INCONCLUSIVE",
        "5 | -             | -              | ERROR",
        "5 | result < 'a'  | -              | ERROR",
        "5 | -             | result < 'a'   | ERROR",
        "5 | result < 10.0 | result < 'a'   | ERROR",
        "5 | result < 'a'  | result < 10.0  | FAIL",
        "5 | result < 'a'  | result > 10.0  | ERROR",
      })
  void conditions_give_a_verdict(double number, String success, String failure, Verdict expected) {
    Reasoned reasoned =
        verdicts.of(
            gate(success, failure), new SourceAnswer.Value(MeasuredValue.of(number)), SCOPE);

    assertThat(reasoned.verdict()).isEqualTo(expected);
    assertThat(reasoned.value()).isEqualTo("5");
  }

  @Test
  void a_message_says_what_was_measured_and_what_was_needed() {
    SourceAnswer answer = new SourceAnswer.Value(MeasuredValue.of(97.2));

    assertThat(verdicts.of(gate("result >= 98.0", null), answer, SCOPE).message())
        .isEqualTo("measured 97.2, needed result >= 98.0");
    assertThat(verdicts.of(gate(null, "result < 98.0"), answer, SCOPE).message())
        .isEqualTo("measured 97.2, a failure by result < 98.0");
    assertThat(verdicts.of(gate("result.x", null), answer, SCOPE).message())
        .startsWith("measured 97.2, and successCondition cannot be judged");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"true,-", "-,false", "true,false"})
  void no_answer_and_an_unclear_one_are_no_pass_whatever_the_condition(
      String success, String failure) {
    Gate gate = gate(success, failure);

    assertThat(verdicts.of(gate, new SourceAnswer.Unclear("no data"), SCOPE))
        .isEqualTo(new Reasoned(Verdict.INCONCLUSIVE, "", "no data"));
    assertThat(verdicts.of(gate, new SourceAnswer.Broken("no answer"), SCOPE))
        .isEqualTo(new Reasoned(Verdict.ERROR, "", "no answer"));
  }

  private static Gate gate(String success, String failure) {
    return Gates.conditions(success, failure);
  }
}
