package dev.phaserollout.errand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.errand.ErrandResult.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TerminationMessageTest {

  private static Map<?, ?> read(String json) throws IOException {
    return new ObjectMapper().readValue(json, Map.class);
  }

  @Test
  void a_success_says_what_became_of_which_commit() throws IOException {
    assertThat(read(TerminationMessage.of(ErrandResult.of(Outcome.Advanced, "main", "abc", "ok"))))
        .isEqualTo(
            Map.of("outcome", "Advanced", "branch", "main", "commit", "abc", "message", "ok"));
  }

  @Test
  void a_failure_says_why_and_whether_another_try_may_go_well() throws IOException {
    assertThat(read(TerminationMessage.of(new ErrandFailure("PushFailed", true, "away"))))
        .isEqualTo(Map.of("reason", "PushFailed", "passing", "true", "message", "away"));
  }

  @Test
  void a_long_message_is_cut_so_that_the_object_stays_whole() throws IOException {
    String json =
        TerminationMessage.of(
            new ErrandFailure("DeliverablesMissing", false, "😀\n\"".repeat(5_000)));
    assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(4_096);
    assertThat(read(json).get("message").toString()).startsWith("😀").endsWith("…");
  }

  static Stream<ErrandEnd> ends() {
    return Stream.of(
        ErrandResult.of(Outcome.Rebased, "main", "abc", "on other ground"),
        new ErrandResult(Outcome.Delivered, "main", Optional.empty(), "all there"),
        new ErrandFailure("PushFailed", true, "away"),
        new ErrandFailure("TagExists", false, "it is there"));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void what_is_read_is_what_was_written(ErrandEnd end) {
    assertThat(TerminationMessage.read(TerminationMessage.of(end))).contains(end);
  }

  @Test
  void what_was_cut_off_in_the_message_is_read_as_far_as_it_goes() {
    ErrandFailure whole = new ErrandFailure("PushFailed", true, "it said \"no\\\u0001\" 😀 twice");
    String text = TerminationMessage.of(whole);
    int begin = text.indexOf("\"message\":\"") + "\"message\":\"".length();
    for (int end = begin; end < text.length(); end++) {
      assertThat(TerminationMessage.read(text.substring(0, end)).orElseThrow())
          .isInstanceOfSatisfying(
              ErrandFailure.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo("PushFailed");
                assertThat(failure.passing()).isTrue();
                String seen = failure.message();
                assertThat(seen).endsWith("…");
                assertThat(whole.message()).startsWith(seen.substring(0, seen.length() - 1));
              });
    }
  }

  @Test
  void what_was_cut_off_before_its_message_is_nothing() {
    String text = TerminationMessage.of(ErrandResult.of(Outcome.Advanced, "main", "abc", "ok"));
    for (int end = 0; end < text.indexOf("\"message\":\""); end++) {
      assertThat(TerminationMessage.read(text.substring(0, end))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Error",
        "{\"outcome\":\"Advanced\"",
        "{\"outcome\":7}",
        "[]",
        "{\"outcome\":\"Teleported\",\"message\":\"\"}"
      })
  void what_no_agent_of_this_version_has_written_is_nothing(String text) {
    assertThat(TerminationMessage.read(text)).isEmpty();
  }
}
