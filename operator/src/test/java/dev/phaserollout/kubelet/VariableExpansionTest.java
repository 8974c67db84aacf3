package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableExpansionTest {
  /** Rows 1 to 7 were seen on a real kubelet; EnvironmentIT repeats that wherever it is run. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $(A)          | a
          $(A)$(A)      | aa
          $$(A)         | $(A)
          $$$(A)        | $a
          $(MISSING)    | $(MISSING)
          $(A           | $(A
          $x            | $x
          100$          | 100$
          $(B)          | $(A)
          $(A$(A))      | $(A$(A))
          """)
  void a_reference_is_replaced_once_and_what_is_none_stays(String text, String expanded) {
    assertThat(VariableExpansion.expand(text, Map.of("A", "a", "B", "$(A)"))).isEqualTo(expanded);
  }
}
