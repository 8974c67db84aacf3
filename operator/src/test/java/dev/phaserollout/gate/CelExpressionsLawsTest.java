package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Expressions.Judgement;
import dev.phaserollout.engine.Expressions.Scope;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CelExpressionsLawsTest {

  private static final Scope SCOPE =
      new Scope(Map.of("a", "1"), "v1", Map.of("step", Map.of("out", "x")));

  private final CelExpressions expressions = new CelExpressions();

  @Property
  void any_text_is_answered_and_nothing_is_thrown(@ForAll String text) {
    assertAnswered(text);
  }

  @Property
  void any_row_of_words_of_the_language_is_answered_and_nothing_is_thrown(
      @ForAll("rowsOfWords") String text) {
    assertAnswered(text);
  }

  private void assertAnswered(String text) {
    boolean refused = expressions.check(text).isPresent();
    Judgement judgement = expressions.evaluate(text, SCOPE);

    if (refused) {
      assertThat(judgement.fault()).isEqualTo(expressions.check(text));
      assertThat(expressions.references(text)).isEmpty();
    }
    judgement.fault().ifPresent(fault -> assertThat(fault.message()).isNotBlank());
  }

  @Provide
  Arbitrary<String> rowsOfWords() {
    return Arbitraries.of(
            "params",
            "release",
            "outputs",
            ".a",
            ".version",
            ".step",
            ".out",
            "['a']",
            "has(",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ":",
            ",",
            "?",
            "==",
            "!=",
            "<",
            ">=",
            "+",
            "-",
            "*",
            "/",
            "%",
            "!",
            "&&",
            "||",
            " in ",
            "1",
            "2.5",
            "1u",
            "9223372036854775807",
            "'x'",
            "b'x'",
            "r\"",
            "'",
            "true",
            "null",
            "int(",
            "size(",
            "matches('",
            "a{9}",
            ".matches('(a|b)*')",
            ".exists(x, x)",
            "x",
            "`",
            "\n",
            "//",
            "ü",
            "😀",
            "if",
            "google.protobuf.Any{}")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(words -> String.join("", words));
  }
}
