package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.OutputSource;
import dev.phaserollout.engine.Expressions.Scope;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values out of JSON answers and of outputs. */
class ForeignValueTest {

  private static final String REPORT =
      "{\"coverage\": 97.5, \"ok\": true, \"name\": \"s3cret\", \"none\": null,"
          + " \"runs\": [{\"rate\": 1}, {\"rate\": 2}], \"my-rates\": [1, 2, 3], \"big\": 1e999,"
          + " \"mixed\": [1, {}], \"empty\": []}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "$.coverage ; 97.5",
        "$['coverage'] ; 97.5",
        "$.ok ; true",
        "$.name ; s3cret",
        "$.runs[0].rate ; 1.0",
        "$.runs[-1].rate ; 2.0",
        "$.my-rates ; [1.0, 2.0, 3.0]",
        "$[\"my-rates\"][2] ; 3.0",
      })
  void a_path_leads_to_one_value(String path, String expected) {
    assertThat(at(path))
        .isInstanceOfSatisfying(
            SourceAnswer.Value.class,
            value -> assertThat(value.measured().result()).hasToString(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.absent",
        "$.none",
        "$.runs[7].rate",
        "$.runs[-3].rate",
        "$",
        "$.runs[0]",
        "$.mixed",
        "$.empty",
        "$.big"
      })
  void nothing_an_object_and_what_cannot_be_compared_say_nothing(String path) {
    assertThat(at(path)).isInstanceOf(SourceAnswer.Unclear.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"coverage", "$coverage", "$..coverage", "$.runs[*]", "$.a[", "$['a"})
  void a_path_that_is_none_or_may_lead_to_many_is_an_error(String path) {
    assertThat(at(path)).isInstanceOf(SourceAnswer.Broken.class);
  }

  @Test
  void a_foreign_text_is_compared_and_never_shown() {
    assertThat(at("$.name"))
        .isInstanceOfSatisfying(
            SourceAnswer.Value.class,
            value -> assertThat(value.measured().text()).isEqualTo("a text of 6 characters"));
  }

  @ParameterizedTest
  @CsvSource({"98.0, 98.0", "' 98 ', 98.0", "-1e3, -1000.0"})
  void an_output_that_is_a_number_is_compared_as_one(String text, double number) {
    assertThat(output(text)).isEqualTo(new SourceAnswer.Value(MeasuredValue.of(number)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.2", "NaN", "Infinity", "0x10", "1_000", "", "true"})
  void any_other_output_is_a_text(String text) {
    assertThat(output(text)).isEqualTo(new SourceAnswer.Value(MeasuredValue.ofKnownText(text)));
  }

  @Test
  void an_output_that_is_absent_or_endless_says_nothing() {
    assertThat(output("x".repeat(1025))).isInstanceOf(SourceAnswer.Unclear.class);
    assertThat(output("9".repeat(30) + "e999")).isInstanceOf(SourceAnswer.Unclear.class);
    assertThat(
            OutputValue.of(
                new OutputSource("build", "x"),
                Optional.empty(),
                new Scope(Map.of(), "", Map.of())))
        .isEqualTo(new SourceAnswer.Unclear("no data: step 'build' has no output 'x'"));
  }

  @Test
  void an_output_of_no_step_is_an_error() {
    assertThat(
            OutputValue.of(
                new OutputSource(null, "x"), Optional.empty(), new Scope(Map.of(), "", Map.of())))
        .isInstanceOf(SourceAnswer.Broken.class);
  }

  @Test
  void a_list_is_as_long_as_a_condition_may_go_over_it() {
    assertThat(list(1000, "1")).isInstanceOf(SourceAnswer.Value.class);
    assertThat(list(1001, "1")).isInstanceOf(SourceAnswer.Unclear.class);
    assertThat(list(100, "\"a\"")).isInstanceOf(SourceAnswer.Value.class);
    assertThat(list(101, "\"a\"")).isInstanceOf(SourceAnswer.Unclear.class);
    assertThat(list(1, "\"" + "a".repeat(101) + "\"")).isInstanceOf(SourceAnswer.Unclear.class);
  }

  private static SourceAnswer list(int length, String element) {
    return at("$", "[" + String.join(",", Collections.nCopies(length, element)) + "]");
  }

  private static SourceAnswer at(String path) {
    return at(path, REPORT);
  }

  private static SourceAnswer at(String path, String json) {
    try {
      return JsonValue.at(path, new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SourceAnswer output(String text) {
    Scope scope = new Scope(Map.of(), "", Map.of("deploy", Map.of("x", text)));
    return OutputValue.of(new OutputSource(null, "x"), Optional.of("deploy"), scope);
  }
}
