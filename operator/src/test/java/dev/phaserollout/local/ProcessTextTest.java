package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTextTest {

  @Test
  void a_value_with_a_nul_is_refused_by_the_variables_name_and_is_not_told() {
    assertThatThrownBy(() -> ProcessText.check(List.of("sh"), Map.of("TOKEN", "hunter22\0b")))
        .isInstanceOf(NotRunnable.class)
        .hasMessageStartingWith("the value of variable TOKEN: found a NUL character, expected ")
        .hasMessageNotContaining("hunter22");
  }

  @Test
  void a_command_with_a_nul_is_refused_by_the_words_place() {
    assertThatThrownBy(() -> ProcessText.check(List.of("sh", "a\0b"), Map.of()))
        .isInstanceOf(NotRunnable.class)
        .hasMessageStartingWith("word 2 of the command: found a NUL character");
  }

  @Test
  void every_other_text_can_be_given() {
    assertThatCode(() -> ProcessText.check(List.of("sh", "", "\n\t\u0001"), Map.of("A", "ü\n")))
        .doesNotThrowAnyException();
  }
}
