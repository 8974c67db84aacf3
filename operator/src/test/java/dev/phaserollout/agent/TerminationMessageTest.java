package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.agent.ErrandResult.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

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
    assertThat(read(TerminationMessage.of(AgentFailure.passing(FailureReason.PushFailed, "away"))))
        .isEqualTo(Map.of("reason", "PushFailed", "passing", "true", "message", "away"));
  }

  @Test
  void a_long_message_is_cut_so_that_the_object_stays_whole() throws IOException {
    String json =
        TerminationMessage.of(
            AgentFailure.lasting(FailureReason.DeliverablesMissing, "😀\n\"".repeat(5_000)));
    assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(4_096);
    assertThat(read(json).get("message").toString()).startsWith("😀").endsWith("…");
  }
}
