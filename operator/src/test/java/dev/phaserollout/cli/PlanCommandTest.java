package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanCommandTest {

  private static final String SPEC =
      """
      apiVersion: phaserollout.dev/v1alpha1
      kind: PhaseRollout
      metadata: {name: checkout}
      spec:
        release: {version: v2}
        parameters: [{name: region, value: cn}]
        stepDefaults: {image: "app:1", timeout: 10m, startTimeout: 1m}
        phases:
        - name: staging
          approval: {required: 2}
          entryGates:
          - name: budget
            slo:
              objective: "99"
              windows: [{long: 1h, short: 5m, factor: "14.4"}]
              ratio: {errors: bad_total, total: all_total}
          steps:
          - {name: migrate, run: {command: [sh, -c, "echo hi"]}, outputs: [{name: v}]}
          - {name: lint, if: "params.region != 'cn'", run: {command: [make]}}
          - {name: deploy, if: "outputs.migrate.v == '7'", run: {command: [make]}, retry: {limit: 1}}
          - {name: look, manual: {instructions: look}}
          - {name: rest, wait: {duration: 1h}}
          guardrails:
          - {name: errors, prometheus: {query: rate(x)}, failureCondition: result > 1, interval: 30s}
          gates:
          - {name: bake, prometheus: {query: up}, successCondition: result > 0, interval: 30s, duration: 10m}
        finally: [{name: notify, run: {command: [notify]}}]
      """;

  private record Ended(Exit exit, String out, String err) {}

  @TempDir Path folder;

  @Test
  void a_plan_shows_order_jobs_gates_with_their_queries_people_and_the_longest_time() {
    assertThat(plan(SPEC))
        .isEqualTo(
            new Ended(
                Exit.SUCCEEDED,
                """
                checkout: run 1 of release v2
                phase staging, at most 1h43m40s
                  approval by 2 people
                  entry gate budget  slo, once
                      label_replace(sum(increase(all_total[5m])), "phaserollout", "total 5m", "", "")
                        or label_replace(sum(increase(bad_total[5m])), "phaserollout", "counted 5m", "", "")
                        or label_replace(sum(increase(all_total[1h])), "phaserollout", "total 1h", "", "")
                        or label_replace(sum(increase(bad_total[1h])), "phaserollout", "counted 1h", "", "")
                  1  migrate  runs: app:1 sh -c 'echo hi' (at most 11m)
                     lint     skipped, for this is false: params.region != 'cn'
                  2  deploy   runs if outputs.migrate.v == '7': app:1 make (at most 22m10s, up to 2 Jobs)
                  3  look     a person does it
                  4  rest     waits 1h
                  guardrail errors  prometheus, every 30s while the phase runs
                      rate(x)
                  gate bake  prometheus, every 30s over 10m
                      up
                finally
                  5  notify   runs: app:1 notify (at most 11m)
                run 1 takes at most 1h54m40s, beside people, lost attempts, closed windows and\
                 measurements that cannot be taken
                """,
                ""));
  }

  @Test
  void a_plan_for_programs_has_the_same_facts() throws IOException {
    JsonNode plan = new ObjectMapper().readTree(plan(SPEC, "--output", "json").out());
    JsonNode run = plan.path("runs").path(0);
    JsonNode phase = run.path("phases").path(0);
    assertThat(plan.path("rollout").asText()).isEqualTo("checkout");
    assertThat(run.path("longest").asText()).isEqualTo("1h54m40s");
    assertThat(phase.path("approvals").asInt()).isEqualTo(2);
    assertThat(phase.path("steps").findValuesAsText("fate"))
        .containsExactly("Runs", "Skipped", "Runs", "Runs", "Runs");
    assertThat(phase.path("steps").path(2).path("job").path("attempts").asInt()).isEqualTo(2);
    assertThat(phase.path("gates").path(0).path("query").asText())
        .contains("increase(bad_total[1h])");
    assertThat(run.path("finally").path(0).path("turn").asInt()).isEqualTo(5);
  }

  @Test
  void values_of_the_command_line_are_planned_with() {
    assertThat(plan(SPEC, "--param", "region=eu", "--release", "v3").out())
        .contains("run 1 of release v3", "2  lint     runs: app:1 make");
    assertThat(plan(SPEC, "--param", "nosuch=1"))
        .returns(Exit.USAGE, Ended::exit)
        .satisfies(ended -> assertThat(ended.err()).contains("nosuch"));
  }

  @Test
  void a_plan_that_is_known_to_fail_says_why_and_ends_with_one() {
    String broken = SPEC.replace("outputs.migrate.v == '7'", "params['no' + 'such'] == 'x'");
    Ended ended = plan(broken);
    assertThat(ended.exit()).isEqualTo(Exit.FAILED);
    assertThat(ended.out())
        .contains("deploy   fails: ", "look     not reached", "it would end as Failed: ");
  }

  @Test
  void what_holds_a_rollout_back_is_told_and_planned_through() {
    String held =
        SPEC.replace("  release:", "  suspend: true\n  dependsOn: [{name: base}]\n  release:");
    assertThat(plan(held).out())
        .startsWith(
            "spec.suspend is true: nothing starts until it is false\n"
                + "begins after base has succeeded\n"
                + "checkout: run 1 of release v2\n")
        .contains("1  migrate  runs");
  }

  @Test
  void a_plan_writes_nothing() throws IOException {
    plan(SPEC);
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left).containsExactly(folder, folder.resolve("rollout.yaml"));
    }
  }

  private Ended plan(String yaml, String... options) {
    try {
      Path file = Files.writeString(folder.resolve("rollout.yaml"), yaml);
      return call(
          Stream.concat(Stream.of("plan", file.toString()), Stream.of(options))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ended call(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Exit exit =
        Cli.run(
            words,
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            Clock.systemUTC());
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
