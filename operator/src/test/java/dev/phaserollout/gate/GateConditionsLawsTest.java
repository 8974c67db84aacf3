package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Expressions.Judgement;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GateConditionsLawsTest {

  private static final List<MeasuredValue> VALUES =
      List.of(
          MeasuredValue.of(97.2),
          MeasuredValue.of(true),
          MeasuredValue.ofKnownText("green"),
          MeasuredValue.ofList(List.of(1.0, "a", true)),
          MeasuredValue.reduced(3, List.of(1.0, 2.0, 3.0), "Max of 3 series"));

  private final GateConditions conditions = new GateConditions();

  @Property
  void any_row_of_words_over_any_value_is_answered_and_nothing_is_thrown(
      @ForAll("rowsOfWords") String text) {
    boolean refused = conditions.check(text).isPresent();
    for (MeasuredValue value : VALUES) {
      Judgement judgement = conditions.judge(text, value, Gates.SCOPE);

      assertThat(refused && judgement.fault().isEmpty()).isFalse();
      assertThat(judgement.fault().isPresent() && judgement.value()).isFalse();
    }
  }

  @Provide
  Arbitrary<String> rowsOfWords() {
    return Arbitraries.of(
            "result",
            "results",
            "results[0]",
            ".all(x, ",
            ".exists(x, ",
            "x",
            ")",
            "(",
            " > 1.0",
            " == 'green'",
            " < 2",
            " && ",
            " || ",
            "!",
            "size(",
            "double(",
            "string(",
            " in results",
            ".contains('e')",
            ".matches('^g')",
            "outputs.deploy.coverage",
            "release.version",
            "has(outputs.deploy.x)",
            " + ",
            " / 2.0",
            " ? ",
            " : ",
            "true")
        .list()
        .ofMinSize(1)
        .ofMaxSize(9)
        .map(words -> String.join("", words));
  }
}
