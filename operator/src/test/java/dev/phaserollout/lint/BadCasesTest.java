package dev.phaserollout.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.SpecRules.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad case is told once, at its field and in its words. */
@TestInstance(Lifecycle.PER_CLASS)
class BadCasesTest {

  private final Linter linter = new Linter(Where.CLUSTER);

  static List<BadCase> cases() throws IOException {
    return BadCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void is_told_once_where_it_is(BadCase bad) throws IOException {
    List<String> lines = Files.readAllLines(bad.file());
    List<Finding> findings =
        linter.check(bad.file().toString(), Files.readString(bad.file())).findings();

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.field()).isEqualTo(bad.field());
              assertThat(finding.message()).contains(bad.says());
              assertThat(finding.line()).isBetween(1, lines.size() + 1);
              assertThat(finding.column()).isPositive();
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void says_what_was_expected_or_how_to_mend_it(BadCase bad) throws IOException {
    assertThat(linter.check("f", Files.readString(bad.file())).findings())
        .allSatisfy(finding -> assertThat(finding.message()).containsAnyOf("expected ", "; "));
  }

  static List<BadCase> refused() throws IOException {
    return BadCase.refused();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_the_api_server_refuses_is_told_in_its_words(BadCase bad) throws IOException {
    assertThat(linter.check("f", Files.readString(bad.file())).findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.field()).startsWith(SchemaPaths.parent(bad.field()));
              assertThat(finding.message()).contains(bad.wordsOfRule());
            });
  }

  @Test
  void there_are_cases_of_every_kind() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(cases())
        .extracting(BadCase::seenBy)
        .containsOnly("yaml", "schema", "cel", "references")
        .containsAll(Set.of("yaml", "schema", "cel", "references"));
  }
}
