package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.Reduce;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but plain finite numbers may ever be judged. */
class PrometheusAnswerTest {

  @Test
  void one_series_is_its_number() {
    assertThat(judged(vector("0.25"), null))
        .isEqualTo(new SourceAnswer.Value(MeasuredValue.of(0.25)));
  }

  @Test
  void a_scalar_is_its_number() {
    assertThat(judged(data("scalar", "[1700000000.1,\"42\"]"), null))
        .isEqualTo(new SourceAnswer.Value(MeasuredValue.of(42)));
  }

  @ParameterizedTest
  @CsvSource({"Max,3", "Min,1", "Sum,6", "Avg,2"})
  void several_series_become_one_number_by_reduce(Reduce reduce, double expected) {
    assertThat(judged(vector("1", "3", "2"), reduce))
        .isInstanceOfSatisfying(
            SourceAnswer.Value.class,
            value -> {
              assertThat(value.measured().result()).isEqualTo(expected);
              assertThat(value.measured().results()).containsExactly(1.0, 3.0, 2.0);
              assertThat(value.measured().text()).endsWith("(" + reduce + " of 3 series)");
            });
  }

  @Test
  void no_series_and_several_without_reduce_say_nothing() {
    assertThat(why(judged(vector(), Reduce.Max))).startsWith("no data");
    assertThat(why(judged(vector("1", "1"), null))).startsWith("2 series, needed one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "+Inf", "-Inf"})
  void what_is_no_finite_number_says_nothing(String number) {
    assertThat(why(judged(vector(number), null))).startsWith("measured " + number);
    assertThat(why(judged(vector("1", number), Reduce.Min)))
        .contains(number + " in one of 2 series");
    assertThat(judged(vector("1.7e308", "1.7e308"), Reduce.Sum))
        .isInstanceOf(SourceAnswer.Unclear.class);
  }

  @Test
  void a_warning_makes_the_answer_partial_and_an_info_does_not() {
    String with = "{\"status\":\"success\",\"%s\":[\"half of\\nit\"],\"data\":";
    String data = "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"1\"]}]}}";

    assertThat(read(200, with.replace("%s", "warnings") + data))
        .isEqualTo(new PrometheusAnswer.Partial("half of it"));
    assertThat(read(200, with.replace("%s", "infos") + data))
        .isInstanceOf(PrometheusAnswer.Series.class);
  }

  @Test
  void a_refusal_is_told_in_its_own_words_whatever_the_status() {
    String refusal =
        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error: oh\"}";

    assertThat(read(400, refusal)).isEqualTo(new PrometheusAnswer.Refused("1:5: parse error: oh"));
    assertThat(read(200, refusal)).isInstanceOf(PrometheusAnswer.Refused.class);
    assertThat(read(400, refusal.replace("oh", "x".repeat(10_000))))
        .isInstanceOfSatisfying(
            PrometheusAnswer.Refused.class,
            refused -> assertThat(refused.error()).hasSizeLessThanOrEqualTo(401));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <html>secret</html>                                  | no answer of a Prometheus",
        "200 | {}                                                   | no answer of a Prometheus",
        "200 | []                                                   | no answer of a Prometheus",
        "200 |                                                      | no answer of a Prometheus",
        "502 | <html>secret</html>                                  | answered HTTP 502",
        "302 | moved                                                | a redirect; none is followed",
        "401 | secret                                               | check its credentials",
        "404 | secret                                               | check its address",
      })
  void what_is_no_answer_is_an_error_that_echoes_nothing(int status, String body, String says) {
    assertThat(read(status, body == null ? "" : body))
        .isInstanceOfSatisfying(
            PrometheusAnswer.Strange.class,
            strange -> assertThat(strange.why()).contains(says).doesNotContain("secret"));
  }

  @Test
  void a_range_a_text_and_a_histogram_are_errors() {
    assertThat(data("matrix", "[]")).isInstanceOf(PrometheusAnswer.Strange.class);
    assertThat(data("string", "[1,\"x\"]")).isInstanceOf(PrometheusAnswer.Strange.class);
    assertThat(data("vector", "[{\"metric\":{},\"histogram\":[1,{\"count\":\"3\"}]}]"))
        .isInstanceOf(PrometheusAnswer.Strange.class);
    assertThat(data("vector", "[{\"metric\":{},\"value\":[1,\"many\"]}]"))
        .isInstanceOf(PrometheusAnswer.Strange.class);
  }

  private static String why(SourceAnswer answer) {
    return ((SourceAnswer.Unclear) answer).why();
  }

  private static SourceAnswer judged(PrometheusAnswer answer, Reduce reduce) {
    return SeriesReduction.of(((PrometheusAnswer.Series) answer).samples(), reduce);
  }

  private static PrometheusAnswer vector(String... numbers) {
    StringBuilder result = new StringBuilder("[");
    for (String number : numbers) {
      result.append(result.length() > 1 ? "," : "");
      result.append("{\"metric\":{\"pod\":\"a\"},\"value\":[1700000000.1,\"" + number + "\"]}");
    }
    return data("vector", result + "]");
  }

  private static PrometheusAnswer data(String type, String result) {
    return read(
        200,
        "{\"status\":\"success\",\"data\":{\"resultType\":\""
            + type
            + "\",\"result\":"
            + result
            + "}}");
  }

  private static PrometheusAnswer read(int status, String body) {
    return PrometheusAnswer.read(
        HttpAnswer.Answered.of(status, body.getBytes(StandardCharsets.UTF_8)));
  }
}
