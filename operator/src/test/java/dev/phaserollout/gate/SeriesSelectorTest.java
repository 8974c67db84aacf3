package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesSelectorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "job:errors:rate5m",
        "http_requests_total{job=\"checkout\",code=~\"5..\"}",
        "{__name__=\"up\"}",
        "{\"http.requests\",job=\"a\"}",
        "x{\"a.b\"!=\"c\",d!~`e|f`}",
        "x{a='it\\'s'}",
        "x{a=\"}\"}",
      })
  void a_plain_selector_is_read_and_written_as_it_was(String text) {
    assertThat(SeriesSelector.of(text).text()).isEqualTo(text);
  }

  @Test
  void blanks_and_a_last_comma_do_not_matter() {
    assertThat(SeriesSelector.of(" x { a = \"b\" , } ").text()).isEqualTo("x{a=\"b\"}");
    assertThat(SeriesSelector.of("x{}").text()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                       |  1 | selects every series",
        "{}                     |  3 | selects every series",
        "x[5m]                  |  2 | is more than a selector",
        "rate(x[5m])            |  5 | is more than a selector",
        "x offset 5m            |  3 | is more than a selector",
        "x or y                 |  3 | is more than a selector",
        "x{a=\"b\"}[1m])) or ((y |  9 | is more than a selector",
        "x{a=\"b\"              |  8 | a comma or a closing }",
        "x{a=b}                 |  5 | a value in quotes",
        "x{a>\"b\"}             |  4 | one of = != =~ !~",
        "x{=\"b\"}              |  3 | the name of a label",
        "1x                     |  1 | is more than a selector",
      })
  void more_or_less_than_a_selector_is_refused_with_the_place(
      String text, int column, String says) {
    assertThat(SeriesSelector.read(text == null ? "" : text).fault())
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.column()).isEqualTo(column);
              assertThat(fault.message()).contains(says);
            });
  }

  @Test
  void a_label_can_be_read_and_taken_away() {
    SeriesSelector selector = SeriesSelector.of("x{le=\"0.5\",job=\"a\"}");

    assertThat(selector.valueOf("le")).contains("0.5");
    assertThat(selector.valueOf("pod")).isEmpty();
    assertThat(selector.without("le").text()).isEqualTo("x{job=\"a\"}");
  }
}
