package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Expressions.Judgement;
import dev.phaserollout.engine.Expressions.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateConditionsTest {

  private static final Scope SCOPE =
      new Scope(
          Map.of("limit", "98.0"), "v2.3.1", Map.of("migrate", Map.of("schemaVersion", "42")));

  private final GateConditions conditions = new GateConditions();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "result >= 98.0 ; true",
        "result >= 98 ; true",
        "result == 98 ; false",
        "result > double(params.limit) ; true",
        "result / 2.0 > 49.0 ; true",
        "results.all(x, x > 90.0) ; false",
        "results.exists(x, x > 98.0) && size(results) == 3 ; true",
        "outputs.migrate.schemaVersion == '42' && release.version.startsWith('v2') ; true",
      })
  void judges_by_the_number_and_by_what_it_was_made_from(String expression, boolean expected) {
    MeasuredValue measured = MeasuredValue.reduced(98.5, List.of(98.5, 12.0, 97.0), "Max of 3");

    assertThat(conditions.check(expression)).isEmpty();
    assertThat(conditions.judge(expression, measured, SCOPE)).isEqualTo(Judgement.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "result == 'green' ; true",
        "result.startsWith('gr') ; true",
        "result.matches('^gr[e]{2}n$') ; true",
        "result in ['green', 'yellow'] ; true",
      })
  void judges_by_a_text(String expression, boolean expected) {
    assertThat(conditions.judge(expression, MeasuredValue.ofKnownText("green"), SCOPE))
        .isEqualTo(Judgement.of(expected));
  }

  @Test
  void goes_over_a_list_that_was_measured() {
    MeasuredValue list = MeasuredValue.ofList(List.of(1.0, 2.0, 3.0));

    assertThat(conditions.judge("result.all(x, x < 4.0)", list, SCOPE).value()).isTrue();
    assertThat(conditions.judge("result.exists(x, x > 3.0)", list, SCOPE).value()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "result > 'a'                                    | these values",
        "result + 1 > 2.0                                | these values",
        "result.startsWith('a')                          | these values",
        "result.all(x, x > 1.0)                          | ",
        "params.canary == 'x'                            | there is no 'canary'",
      })
  void a_value_of_another_type_is_a_fault_and_neither_true_nor_false(
      String expression, String fragment) {
    Judgement judgement = conditions.judge(expression, MeasuredValue.of(98.5), SCOPE);

    assertThat(judgement.value()).isFalse();
    assertThat(judgement.fault())
        .hasValueSatisfying(
            fault -> assertThat(fault.message()).contains(fragment == null ? "" : fragment));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2].exists(x, x > 1)                              | go over result or results",
        "params.all(p, p != '')                               | go over result or results",
        "results.all(x, results.exists(y, y > x))             | not inside each other",
        "results.all(x, string(x).matches('a'))               | inside all() and exists()",
        "result.map(x, x * 2.0) == []                         | 'map' is not known here",
        "result >=                                            | ends too early",
        "results > 1                                          | > cannot be applied to",
        "result2 > 1                                          | known are result, results, params",
        "result.matches(params.limit)                         | must be written out",
      })
  void a_condition_that_could_run_for_long_or_means_nothing_is_refused(
      String expression, String fragment) {
    assertThat(conditions.check(expression))
        .hasValueSatisfying(fault -> assertThat(fault.message()).contains(fragment));
  }

  @Test
  void a_loop_over_the_longest_list_is_within_the_bounds() {
    MeasuredValue longest =
        MeasuredValue.ofList(Collections.nCopies(MeasuredValue.NUMBERS_MAX, 1.0));

    assertThat(conditions.judge("result.all(x, x > 0.0)", longest, SCOPE))
        .isEqualTo(Judgement.of(true));
    assertThat(
            conditions.judge("result.all(x, x > 0.0) && results.all(x, x > 0.0)", longest, SCOPE))
        .satisfies(
            twice ->
                assertThat(twice.fault())
                    .hasValueSatisfying(
                        fault -> assertThat(fault.message()).contains("more often than 1000")));
  }

  @Test
  void an_if_sees_no_result_and_has_no_loop() {
    CelExpressions conditionsOfSteps = new CelExpressions();

    assertThat(conditionsOfSteps.check("result > 1")).isPresent();
    assertThat(conditionsOfSteps.check("[1].all(x, x > 1)")).isPresent();
  }
}
