package dev.phaserollout.errand;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContentPatternTest {

  @ParameterizedTest
  @CsvSource({
    "SLO,              the SLO is 99.9, true",
    "SLO,              the slo is 99.9, false",
    "9.9,              999,             false",
    "/9.9/,            999,             true",
    "/^## Status$/,    '# ADR\n## Status\n', true",
    "/(?i)slo/,        the SLO,         true",
    "/,                a/b,             true",
    "//,               a//b,            true",
  })
  void a_text_means_itself_and_slashes_a_regular_expression(
      String pattern, String text, boolean found) {
    assertThat(ContentPattern.refusal(pattern)).isEmpty();
    assertThat(ContentPattern.of(pattern).isIn(text)).isEqualTo(found);
  }

  @Test
  void an_expression_that_is_none_is_refused() {
    assertThat(ContentPattern.refusal("/(unclosed/"))
        .hasValueSatisfying(
            fault -> assertThat(fault.message()).contains("'/(unclosed/'", "RE2", "mend"));
  }
}
