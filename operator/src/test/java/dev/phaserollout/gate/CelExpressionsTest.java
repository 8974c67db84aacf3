package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Expressions.Fault;
import dev.phaserollout.engine.Expressions.Judgement;
import dev.phaserollout.engine.Expressions.Reference;
import dev.phaserollout.engine.Expressions.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelExpressionsTest {

  private static final Scope SCOPE =
      new Scope(
          Map.of("region", "de", "automate", "true", "blue-green", "yes"),
          "v2.3.1",
          Map.of("migrate", Map.of("schemaVersion", "42"), "quiet", Map.of()));

  private final CelExpressions expressions = new CelExpressions();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "params.region == 'de' ; true",
        "params.region != 'de' && params.automate == 'true' ; false",
        "params['blue-green'] == 'yes' ; true",
        "release.version.startsWith('v2.') ; true",
        "release.version.matches('^v[0-9]{1,3}[.][0-9]{1,3}[.][0-9]+$') ; true",
        "int(outputs.migrate.schemaVersion) >= 42 ; true",
        "double(outputs['migrate']['schemaVersion']) > 41.5 ; true",
        "has(outputs.quiet.anything) ; false",
        "!has(params.canary) || params.canary == 'on' ; true",
        "'region' in params && params.region in ['de', 'at'] ; true",
        "size(params) == 3 ? bool(params.automate) : false ; true",
        "'v' + string(2) == 'v2' ; true",
      })
  void judges_by_what_it_sees(String expression, boolean expected) {
    assertThat(expressions.check(expression)).isEmpty();
    assertThat(expressions.evaluate(expression, SCOPE)).isEqualTo(Judgement.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "release.versoin == 'v1'                  |  8 | there is no field 'versoin'",
        "params.region                            |  7 | gives string, and must give true or false",
        "region == 'de'                           |  1 | 'region' is not known here",
        "params.region ==                         | 17 | ends too early",
        "params.region = 'de'                     | 15 | a single '=' compares nothing",
        "params.region == 'de                     | 18 | cannot be read from 'de on",
        "params.region > 1                        | 15 | > cannot be applied to (string, int)",
        "params.blue-green == 'yes'               | 13 | 'green' is not known here",
        "[1, 2].exists(x, x > 1)                  | 14 | 'exists' is not known here",
        "{'a': 1, 'b': true}.b                    |  1 | must give true or false",
        "timestamp('2026-01-01T00:00:00Z') == 1   | 10 | 'timestamp' is not known here",
        "params.region.matches('(')               | 23 | the pattern '(' is broken",
        "params.region.matches(params.automate)   | 29 | must be written out",
        "params.region.matches('((a{1000}){1000}){1000}') | 23 | is too large",
        "params.region.matches('a{999}b{9}')      | 23 | is too large",
      })
  void names_the_column_and_the_fault_of_a_broken_expression(
      String expression, int column, String fragment) {
    assertThat(expressions.check(expression))
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.message()).contains(fragment);
              assertThat(fault.column()).isEqualTo(column);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "if", "\u0000", "release{version: 'a'}.version == 'a'"})
  void refuses_what_is_no_expression(String text) {
    assertThat(expressions.check(text)).isPresent();
    assertThat(expressions.evaluate(text, SCOPE).fault()).isPresent();
  }

  @Test
  void bounds_length_and_depth() {
    assertThat(expressions.check("true" + " ".repeat(1020))).isEmpty();
    assertThat(expressions.check("true" + " ".repeat(1021)))
        .contains(new Fault(1025, "is 1025 characters long, and at most 1024 are read"));
    assertThat(expressions.check("(".repeat(40) + "true" + ")".repeat(40)))
        .hasValueSatisfying(fault -> assertThat(fault.message()).contains("too deeply"));
  }

  @Test
  void a_name_that_is_absent_is_a_fault_of_the_evaluation() {
    Judgement judgement = expressions.evaluate("params.canary == 'on'", SCOPE);

    assertThat(judgement.value()).isFalse();
    assertThat(judgement.fault())
        .hasValueSatisfying(
            fault -> assertThat(fault.message()).startsWith("there is no 'canary'"));
  }

  @Test
  void a_fault_in_a_later_line_says_so() {
    assertThat(expressions.check("true\n  && canary"))
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.column()).isEqualTo(6);
              assertThat(fault.message()).startsWith("in line 2 of it: 'canary'");
            });
  }

  @Test
  void tells_the_names_that_an_expression_reads() {
    assertThat(
            expressions.references(
                "params.region == 'de' && has(outputs.migrate.x) && outputs['migrate'].x != ''"
                    + " && 'canary' in params && params[params.key] == release.version"))
        .containsExactly(
            new Reference(List.of("params", "region"), false),
            new Reference(List.of("outputs", "migrate", "x"), true),
            new Reference(List.of("params", "canary"), true),
            new Reference(List.of("params"), false),
            new Reference(List.of("params", "key"), false),
            new Reference(List.of("release", "version"), false));
    assertThat(expressions.references("params.region ==")).isEmpty();
  }

  @Test
  void answers_the_same_from_many_threads_and_for_more_expressions_than_are_kept() {
    long agreeing =
        IntStream.range(0, 3000)
            .parallel()
            .filter(
                i -> expressions.evaluate(i % 1500 + " < 750", SCOPE).value() == (i % 1500 < 750))
            .count();

    assertThat(agreeing).isEqualTo(3000);
  }
}
