package dev.phaserollout.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.lint.YamlNode.Kind;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlNode.YamlScalar;
import dev.phaserollout.lint.YamlReader.Reading;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  @ParameterizedTest
  @CsvSource({
    "text, TEXT",
    "'\"8\"', TEXT",
    "!!str 8, TEXT",
    "8, INTEGER",
    "-8, INTEGER",
    "0x1f, INTEGER",
    "1_000, INTEGER",
    "8.5, DECIMAL",
    "1e3, DECIMAL",
    ".inf, DECIMAL",
    "true, BOOLEAN",
    "yes, BOOLEAN",
    "Off, BOOLEAN",
    "null, NULL",
    "~, NULL",
    "v1.2, TEXT",
    "1.2.3, TEXT",
    "1h30m, TEXT"
  })
  void a_word_is_what_kubectl_takes_it_for(String word, Kind kind) {
    YamlMap map = (YamlMap) YamlReader.read("a: " + word).documents().get(0);

    assertThat(((YamlScalar) map.get("a").orElseThrow()).kind()).isEqualTo(kind);
  }

  @Test
  void numbers_and_truths_have_the_value_that_kubectl_gives_them() {
    String text =
        "{a: 017, b: 0x1f, c: 0b11, d: -1_0, e: 1.5e1, f: on, g: N, h: 99999999999999999999}";

    assertThat(YamlValues.of(YamlReader.read(text).documents().get(0)))
        .isEqualTo(
            Map.of(
                "a",
                15L,
                "b",
                31L,
                "c",
                3L,
                "d",
                -10L,
                "e",
                15.0,
                "f",
                true,
                "g",
                false,
                "h",
                Long.MAX_VALUE));
  }

  @Test
  void places_count_from_one() {
    YamlMap map = (YamlMap) YamlReader.read("a:\n  b: c").documents().get(0);
    YamlMap inner = (YamlMap) map.get("a").orElseThrow();

    assertThat(inner.place()).isEqualTo(new Place(2, 3));
    assertThat(inner.get("b").orElseThrow().place()).isEqualTo(new Place(2, 6));
  }

  @Test
  void what_stands_before_a_fault_is_still_read() {
    Reading reading = YamlReader.read("a: 1\n---\nb: [");

    assertThat(reading.documents()).hasSize(1);
    assertThat(reading.faults()).hasSize(1);
  }

  @Property
  void any_text_is_read_or_refused_and_nothing_is_thrown(@ForAll("texts") String text) {
    Reading reading = YamlReader.read(text);

    assertThat(reading.faults()).allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a",
            ": ",
            "\n",
            "- ",
            "  ",
            "\t",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a ",
            "*a ",
            "<<: ",
            "!!int ",
            "!x ",
            "|\n",
            ">-\n",
            "\"",
            "'",
            "---\n",
            "...\n",
            "# ",
            "%YAML 9.9\n",
            "? ",
            "\u0000",
            "\uFEFF",
            "😀",
            "@",
            "`")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Test
  void a_character_that_yaml_does_not_allow_is_named_where_it_stands() {
    assertThat(YamlReader.read("a: 1\nb: x\u001by").faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.place()).isEqualTo(new Place(2, 5));
              assertThat(fault.message()).startsWith("found the character U+001B, expected ");
            });
  }

  @Test
  void a_quote_that_is_never_closed_is_told_where_it_begins() {
    assertThat(YamlReader.read("a: 1\nb: 'x\nc: 2\n").faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.place()).isEqualTo(new Place(2, 4));
              assertThat(fault.message()).contains("quote").contains("close it");
            });
  }

  @Test
  void another_version_of_yaml_is_named() {
    assertThat(YamlReader.read("%YAML 9.9\n---\na: b\n").faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith("found YAML 9.9, expected "));
  }
}
