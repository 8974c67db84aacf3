package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.TraceContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepEnvironmentTest {

  private static final String SPEC =
      """
      release: {version: v2}
      parameters: [{name: apiUrl, value: "http://x"}, {name: empty}]
      stepDefaults: {image: base, env: [{name: A, value: default}, {name: B, value: default}]}
      phases:
        - name: a
          steps:
            - name: s
              run: {command: [x], env: [{name: A, value: own}]}
              outputs: [{name: id}]
              retry: {limit: 1}
            - {name: t, run: {command: [x]}, inputs: [{env: ID, from: {step: s, output: id}}]}
      finally: [{name: f, run: {command: [x]}}]
      """;

  @Test
  void a_step_knows_where_it_stands_and_what_is_released() {
    Story story = Story.of(SPEC).begin();
    Map<String, String> env = story.request("a/s #1").environment();
    assertThat(env)
        .containsEntry("PHASEROLLOUT_NAME", "checkout")
        .containsEntry("PHASEROLLOUT_NAMESPACE", "shop")
        .containsEntry("PHASEROLLOUT_RUN", "1")
        .containsEntry("PHASEROLLOUT_PHASE", "a")
        .containsEntry("PHASEROLLOUT_STEP", "s")
        .containsEntry("PHASEROLLOUT_ATTEMPT", "1")
        .containsEntry("PHASEROLLOUT_RELEASE", "v2")
        .containsEntry("PHASEROLLOUT_PREVIOUS_RELEASE", "")
        .containsEntry("PARAM_APIURL", "http://x")
        .containsEntry("PARAM_EMPTY", "")
        .doesNotContainKey("PHASEROLLOUT_RESULT");
  }

  @Test
  void an_attempt_belongs_to_its_own_span_in_the_trace_of_the_run() {
    Story story = Story.of(SPEC).begin().fails("a/s #1", 1).after(Duration.ofSeconds(10));
    TraceContext run = TraceContext.of(story.status().run()).orElseThrow();
    assertThat(story.request("a/s #1").environment())
        .containsEntry("TRACEPARENT", run.attempt("a", "s", 1).traceparent());
    assertThat(story.request("a/s #2").environment())
        .containsEntry("TRACEPARENT", run.attempt("a", "s", 2).traceparent());
  }

  @Test
  void a_repeated_attempt_keeps_its_idempotency_key() {
    Story story = Story.of(SPEC).begin().fails("a/s #1", 1).after(Duration.ofSeconds(10));
    assertThat(story.request("a/s #2").environment())
        .containsEntry("PHASEROLLOUT_ATTEMPT", "2")
        .containsEntry(
            "PHASEROLLOUT_IDEMPOTENCY_KEY",
            story.request("a/s #1").environment().get("PHASEROLLOUT_IDEMPOTENCY_KEY"));
  }

  @Test
  void inputs_carry_the_outputs_of_earlier_steps() {
    Story story = Story.of(SPEC).begin().succeeds("a/s #1", "{\"id\":\"42\"}");
    assertThat(story.request("a/t #1").environment()).containsEntry("ID", "42");
  }

  @Test
  void a_finally_step_knows_how_the_run_went() {
    Story story = Story.of(SPEC).begin().succeeds("a/s #1", "{\"id\":\"42\"}").fails("a/t #1", 1);
    assertThat(story.request("finally/f #1").environment())
        .containsEntry("PHASEROLLOUT_RESULT", "Failed");
  }

  @Test
  void a_variable_of_the_step_wins_over_the_defaults() {
    Story story = Story.of(SPEC).begin();
    assertThat(story.request("a/s #1").container().image()).isEqualTo("base");
    assertThat(story.request("a/s #1").container().env())
        .extracting(variable -> variable.name() + "=" + variable.value())
        .containsExactly("A=own", "B=default");
  }
}
