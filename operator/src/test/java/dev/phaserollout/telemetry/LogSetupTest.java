package dev.phaserollout.telemetry;

import static dev.phaserollout.telemetry.Statuses.between;
import static dev.phaserollout.telemetry.Statuses.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogSetupTest {

  private static final String TALLY = "attempt: 1, startedAt: \"2026-03-02T09:00:10Z\"";

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void bind() {
    // What SLF4J does when it is bound to Logback.
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  private List<String> lines() {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void tellOfAFailure() {
    RolloutLog log = new RolloutLog(context.getLogger(RolloutLog.NAME));
    between(
            step("state: Starting, attemptStartedAt: \"2026-03-02T09:00:10Z\", " + TALLY),
            step(
                "state: Retrying, reason: NonZeroExit, message: 'exit code \"3\"', exitCode: 3, "
                    + TALLY))
        .forEach(happening -> log.tell("shop", "checkout", happening));
  }

  @Test
  void a_line_is_an_object_with_the_sentence_and_where_it_happened()
      throws JsonProcessingException {
    LogSetup.configure(context, Map.of(), stream);
    tellOfAFailure();
    assertThat(lines()).hasSize(2);
    JsonNode line = new JsonMapper().readTree(lines().get(0));
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("loggerName").asText()).isEqualTo("dev.phaserollout.rollout");
    assertThat(line.path("formattedMessage").asText())
        .isEqualTo("a/s #1 Failed in 59m50s: exit code \"3\" (NonZeroExit)");
    assertThat(line.path("kvpList"))
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"namespace\":\"shop\"}",
            "{\"rollout\":\"checkout\"}",
            "{\"run\":\"3\"}",
            "{\"phase\":\"a\"}",
            "{\"step\":\"s\"}",
            "{\"attempt\":\"1\"}",
            "{\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}",
            "{\"happening\":\"AttemptEnded\"}");
  }

  @Test
  void a_line_is_text_when_people_ask_for_it() {
    LogSetup.configure(context, Map.of("PHASEROLLOUT_LOG_FORMAT", "text"), stream);
    tellOfAFailure();
    assertThat(lines().get(0))
        .contains("WARN", "a/s #1 Failed", "namespace=\"shop\"", "step=\"s\"");
  }

  @Test
  void libraries_are_heard_only_when_something_is_wrong() {
    LogSetup.configure(context, Map.of("PHASEROLLOUT_LOG_LEVEL", "debug"), stream);
    context.getLogger("io.fabric8.kubernetes").info("not this");
    context.getLogger("io.fabric8.kubernetes").warn("but this");
    context.getLogger("dev.phaserollout.controller").debug("and this");
    assertThat(lines()).hasSize(2);
  }

  @Test
  void the_level_is_that_of_the_environment() {
    LogSetup.configure(context, Map.of("PHASEROLLOUT_LOG_LEVEL", "WARN"), stream);
    context.getLogger("dev.phaserollout.controller").info("not this");
    assertThat(lines()).isEmpty();
  }

  @Test
  void a_word_that_is_not_known_is_refused_with_those_that_are() {
    assertThatThrownBy(
            () -> LogSetup.configure(context, Map.of("PHASEROLLOUT_LOG_LEVEL", "LOUD"), stream))
        .hasMessage(
            "PHASEROLLOUT_LOG_LEVEL: found 'LOUD', expected ERROR, WARN, INFO, DEBUG or TRACE;"
                + " set it so");
    assertThatThrownBy(
            () -> LogSetup.configure(context, Map.of("PHASEROLLOUT_LOG_FORMAT", "xml"), stream))
        .hasMessage("PHASEROLLOUT_LOG_FORMAT: found 'xml', expected json or text; set it so");
  }

  @Test
  void another_backend_than_logback_is_named() {
    // The tests run without logging, which is another backend.
    assertThatThrownBy(() -> LogSetup.install(Map.of(), stream))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected Logback; set the system property slf4j.provider");
  }
}
