package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "97.2, 97.2",
    "100, 100",
    "0.1, 0.1",
    "0.00123, 0.00123",
    "1204.5678, 1204.57",
    "123456789, 123457000",
    "-3.5, -3.5",
    "1.2e20, 1.2E+20",
    "0.000000000000001234, 1.234E-15",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
  })
  void a_number_is_short_and_the_same_everywhere(double number, String text) {
    assertThat(NumberText.of(number)).isEqualTo(text);
  }
}
