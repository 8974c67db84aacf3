package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepOrderTest {

  private static final String SERIAL =
      """
      phases:
        - name: staging
          steps:
            - {name: migrate, run: {command: [migrate]}}
            - {name: deploy, run: {command: [deploy]}}
        - name: production
          steps:
            - {name: ship, run: {command: [ship]}}
      """;

  @Test
  void steps_run_in_the_order_listed_and_phases_after_each_other() {
    Story.of(SERIAL)
        .begin()
        .asks("create step staging/migrate #1")
        .succeeds("staging/migrate #1")
        .asks("create step staging/deploy #1")
        .phase("production", "Pending")
        .succeeds("staging/deploy #1")
        .phase("staging", "Succeeded")
        .asks("create step production/ship #1")
        .succeeds("production/ship #1")
        .asks()
        .state("Succeeded")
        .condition("Ready", "True Succeeded")
        .noCondition("Reconciling")
        .says("all 2 phases done, 3 steps");
  }

  @Test
  void a_short_serial_step_costs_one_write() {
    Story story = Story.of(SERIAL).begin();
    story.wrote(2).succeeds("staging/migrate #1").wrote(3).succeeds("staging/deploy #1").wrote(4);
    story.succeeds("production/ship #1").wrote(5);
  }

  @Test
  void a_step_that_still_runs_after_two_seconds_earns_a_write_with_its_uid() {
    Story story = Story.of(SERIAL).begin().runs("staging/migrate #1");
    story.wrote(2).wakesAfter(Duration.ofSeconds(2)).step("migrate", "Starting");
    story.after(Duration.ofSeconds(2)).wrote(3).step("migrate", "Running");
    assertThat(story.step("migrate").jobUid()).startsWith("uid-checkout-migrate-");
  }

  @Test
  void steps_with_dependsOn_form_a_graph() {
    Story.of(
            """
            phases:
              - name: build
                steps:
                  - {name: fetch, run: {command: [x]}}
                  - {name: compile, dependsOn: [fetch], run: {command: [x]}}
                  - {name: docs, dependsOn: [], run: {command: [x]}}
                  - {name: link, dependsOn: [compile, docs], run: {command: [x]}}
            """)
        .begin()
        .asks("create step build/fetch #1", "create step build/docs #1")
        .succeeds("build/docs #1")
        .asks("create step build/fetch #1")
        .succeeds("build/fetch #1")
        .asks("create step build/compile #1")
        .succeeds("build/compile #1")
        .asks("create step build/link #1");
  }

  @Test
  void maxParallel_bounds_how_many_are_active() {
    Story.of(
            """
            phases:
              - name: build
                maxParallel: 2
                steps:
                  - {name: a, dependsOn: [], run: {command: [x]}}
                  - {name: b, dependsOn: [], run: {command: [x]}}
                  - {name: c, dependsOn: [], run: {command: [x]}}
            """)
        .begin()
        .asks("create step build/a #1", "create step build/b #1")
        .succeeds("build/b #1")
        .asks("create step build/a #1", "create step build/c #1");
  }

  @Test
  void a_step_whose_condition_is_false_is_skipped_and_counts_as_done() {
    Story.of(
            """
            parameters: [{name: automate, value: "false"}]
            phases:
              - name: staging
                steps:
                  - {name: a, if: params.automate, run: {command: [x]}}
                  - {name: b, run: {command: [x]}}
              - name: skipped
                if: "false"
                steps:
                  - {name: c, run: {command: [x]}}
            """)
        .begin()
        .step("a", "Skipped")
        .asks("create step staging/b #1")
        .succeeds("staging/b #1")
        .phase("skipped", "Skipped")
        .step("c", "Skipped")
        .state("Succeeded");
  }

  @Test
  void a_wait_step_ends_when_its_time_is_over() {
    Story.of(
            """
            phases:
              - name: soak
                steps:
                  - {name: settle, wait: {duration: 10m}}
            """)
        .begin()
        .step("settle", "Waiting")
        .wakesAfter(Duration.ofMinutes(10))
        .after(Duration.ofMinutes(9))
        .step("settle", "Waiting")
        .after(Duration.ofMinutes(1))
        .state("Succeeded");
  }

  @Test
  void outputs_reach_later_steps_as_variables() {
    Story story =
        Story.of(
                """
                phases:
                  - name: a
                    steps:
                      - {name: migrate, run: {command: [x]}, outputs: [{name: version}]}
                  - name: b
                    steps:
                      - name: deploy
                        inputs: [{env: SCHEMA, from: {step: migrate, output: version}}]
                        run: {command: [x]}
                """)
            .begin()
            .succeeds("a/migrate #1", "{\"version\":\"42\"}");
    story.asks("create step b/deploy #1");
    assertThat(story.step("migrate").outputs()).containsEntry("version", "42");
  }

  @Test
  void finally_steps_run_whatever_the_result() {
    Story.of(
            """
            phases:
              - name: a
                steps: [{name: deploy, run: {command: [x]}}]
            finally:
              - {name: notify, run: {command: [x]}}
              - {name: clean, run: {command: [x]}}
            """)
        .begin()
        .fails("a/deploy #1", 1)
        .state("Ending")
        .asks("create step finally/notify #1")
        .fails("finally/notify #1", 1)
        .asks("create step finally/clean #1")
        .succeeds("finally/clean #1")
        .state("Failed")
        .condition("Stalled", "True StepFailed");
  }

  @Test
  void a_finally_step_that_fails_spoils_a_run_that_had_succeeded() {
    Story.of(
            """
            phases:
              - name: a
                steps: [{name: deploy, run: {command: [x]}}]
            finally:
              - {name: notify, run: {command: [x]}}
            """)
        .begin()
        .succeeds("a/deploy #1")
        .state("Ending")
        .fails("finally/notify #1", 1)
        .state("Failed")
        .condition("Ready", "False FinallyFailed");
  }

  @Test
  void a_step_that_waits_for_its_retry_keeps_its_place() {
    Story.of(
            """
            phases:
              - name: build
                maxParallel: 1
                steps:
                  - {name: a, dependsOn: [], run: {command: [x]}, retry: {limit: 1}}
                  - {name: b, dependsOn: [], run: {command: [x]}}
            """)
        .begin()
        .asks("create step build/a #1")
        .fails("build/a #1", 1)
        .asks()
        .after(Duration.ofSeconds(10))
        .asks("create step build/a #2")
        .succeeds("build/a #2")
        .asks("create step build/b #1");
  }
}
