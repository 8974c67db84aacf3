package dev.phaserollout.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.AnswerRefusal;
import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LabelWordsTest {

  private static final Path REASONS =
      Path.of("").toAbsolutePath().getParent().resolve("docs/reference/reasons.md");

  @Test
  void every_reason_that_the_engine_gives_is_a_label_of_its_own() throws IOException {
    List<String> reasons =
        Pattern.compile("(?m)^\\| `(\\w+)` \\|")
            .matcher(Files.readString(REASONS))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(reasons).hasSizeGreaterThan(20);
    assertThat(reasons)
        .allSatisfy(reason -> assertThat(LabelWords.reason(reason)).isEqualTo(reason));
  }

  @Test
  void every_reason_that_the_agent_gives_is_a_label_of_its_own() {
    assertThat(FailureReason.values())
        .allSatisfy(
            reason -> assertThat(LabelWords.reason(reason.name())).isEqualTo(reason.name()));
  }

  @Test
  void every_cause_for_which_an_answer_is_refused_is_a_label_of_its_own() {
    assertThat(AnswerRefusal.Cause.values())
        .allSatisfy(cause -> assertThat(LabelWords.cause(cause.word())).isEqualTo(cause.word()));
    assertThat(LabelWords.cause("ACauseOfANewerVersion")).isEqualTo("Other");
  }

  @Test
  void what_is_not_known_shares_a_label() {
    assertThat(LabelWords.reason("ExitedBecauseOf4711")).isEqualTo("Other");
    assertThat(LabelWords.result("AWordOfANewerVersion")).isEqualTo("Other");
  }

  @Test
  void no_reason_is_no_other_reason() {
    assertThat(LabelWords.reason("")).isEmpty();
  }
}
