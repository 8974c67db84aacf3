package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitRecordTest {

  @ParameterizedTest
  @CsvSource({
    "1, exit code 1",
    "128, exit code 128",
    "129, exit code 129 (ended by signal 1)",
    "192, exit code 192 (ended by signal 64)",
    "193, exit code 193",
    "255, exit code 255",
  })
  void only_codes_of_signals_that_exist_are_told_as_signals(int code, String sentence) {
    assertThat(new ExitRecord(code, "").sentence()).isEqualTo(sentence);
  }
}
