package dev.phaserollout.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {

  @ParameterizedTest
  @CsvSource({
    "0x0a, \\n",
    "0x09, \\t",
    "0x1b, \\x1b",
    "0x7f, \\x7f",
    "0x9b, \\x9b",
    "0x200b, \\u200b",
    "0x202e, \\u202e",
    "0x2028, \\u2028",
    "0xfeff, \\ufeff",
    "0xe0041, \\ue0041"
  })
  void what_a_terminal_obeys_or_hides_is_shown_as_its_number(int character, String shown) {
    assertThat(OneLine.exact("a" + Character.toString(character) + "b"))
        .isEqualTo("a" + shown + "b");
    assertThat(OneLine.of("a" + Character.toString(character) + "b")).isIn("ab", "a b");
  }

  @ParameterizedTest
  @CsvSource({"größer", "👩‍🚀", "C:\\x1b", "日本"})
  void what_people_write_stays_as_it_is(String text) {
    assertThat(OneLine.exact(text)).isEqualTo(text);
    assertThat(OneLine.of(text)).isEqualTo(text);
  }

  @Test
  void a_piece_of_a_line_cannot_end_it() {
    assertThat(Line.of(Tone.PLAIN, "a\u001b[2J").and(Tone.BAD, "b\nc").text())
        .isEqualTo("a\\x1b[2Jb\\nc");
  }
}
