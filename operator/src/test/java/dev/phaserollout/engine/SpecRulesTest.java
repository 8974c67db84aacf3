package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.gate.CelExpressions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fault of a spec in the words that people read. */
class SpecRulesTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Expressions expressions = new CelExpressions();

  @Test
  void a_spec_with_dependencies_conditions_and_inputs_is_free_of_faults() {
    assertThat(
            faults(
                """
                release: {version: v1}
                parameters: [{name: region, value: de}]
                timeout: 1h
                phases:
                - name: build
                  timeout: 30m
                  steps:
                  - {name: left, dependsOn: [], run: {command: [a]}, outputs: [{name: sum}]}
                  - {name: right, dependsOn: [], if: "params.region == 'de'", run: {command: [a]},
                     outputs: [{name: sum}], timeout: 10m}
                  - name: both
                    dependsOn: [left, right]
                    if: outputs.left.sum != '' && (!has(outputs.right.sum) || release.version != '')
                    run: {command: [a]}
                    inputs:
                    - {env: LEFT, from: {step: left, output: sum}}
                    - {env: RIGHT, from: {step: right, output: sum}, default: none}
                - name: ship
                  if: outputs.left.sum == '1'
                  steps: [{name: pause, wait: {duration: 1m}, dependsOn: [left]}]
                finally:
                - name: tell
                  run: {command: [a]}
                  inputs: [{env: SUM, from: {step: left, output: sum}, default: ""}]
                """))
        .isEmpty();
  }

  @Test
  void an_unknown_dependency_suggests_the_name_that_was_meant() {
    assertThat(faults(steps("{name: migrate, WAIT}", "{name: deploy, WAIT, dependsOn: [migarte]}")))
        .containsExactly(
            "spec.phases[0].steps[1].dependsOn[0]: found 'migarte', expected the name of a step of"
                + " this phase or of an earlier one; did you mean 'migrate'?");
  }

  @Test
  void an_unknown_dependency_unlike_any_name_lists_the_names() {
    assertThat(faults(steps("{name: migrate, WAIT}", "{name: deploy, WAIT, dependsOn: [x]}")))
        .containsExactly(
            "spec.phases[0].steps[1].dependsOn[0]: found 'x', expected the name of a step of this"
                + " phase or of an earlier one; there are migrate");
  }

  @Test
  void a_dependency_on_a_later_phase_is_refused() {
    assertThat(
            faults(
                """
                phases:
                - {name: one, steps: [{name: a, WAIT, dependsOn: [b]}]}
                - {name: two, steps: [{name: b, WAIT}]}
                """))
        .containsExactly(
            "spec.phases[0].steps[0].dependsOn[0]: found 'b', expected the name of a step of this"
                + " phase or of an earlier one; 'b' is in the later 'two'; move one of the two");
  }

  @Test
  void a_ring_is_told_once_with_all_its_steps() {
    assertThat(
            faults(
                steps(
                    "{name: a, WAIT, dependsOn: [c]}",
                    "{name: b, WAIT, dependsOn: [a]}",
                    "{name: c, WAIT, dependsOn: [b]}",
                    "{name: d, WAIT, dependsOn: [c]}")))
        .containsExactly(
            "spec.phases[0].steps[0].dependsOn: found a → c → b → a, expected steps that do not"
                + " wait for each other in a ring; remove one of these dependencies");
  }

  @Test
  void a_step_that_waits_for_itself_is_a_ring() {
    assertThat(faults(steps("{name: a, WAIT, dependsOn: [a]}")))
        .containsExactly(
            "spec.phases[0].steps[0].dependsOn: found a → a, expected steps that do not wait for"
                + " each other in a ring; remove one of these dependencies");
  }

  @Test
  void a_ring_through_an_absent_dependsOn_says_what_its_absence_means() {
    assertThat(faults(steps("{name: a, WAIT, dependsOn: [b]}", "{name: b, WAIT}")))
        .singleElement()
        .asString()
        .contains("found a → b → a")
        .endsWith(
            "remove one of these dependencies, or give 'b' a dependsOn: without one a step waits"
                + " for every step listed before it");
  }

  @Test
  void a_finally_step_depends_on_finally_steps_only() {
    assertThat(faults(steps("{name: a, WAIT}") + "finally: [{name: tell, WAIT, dependsOn: [a]}]\n"))
        .containsExactly(
            "spec.finally[0].dependsOn[0]: found 'a', expected the name of another finally step;"
                + " remove it: finally steps run after every phase");
  }

  @Test
  void an_input_comes_from_a_step_that_is_done() {
    assertThat(
            faults(
                steps(
                    "{name: a, RUN, dependsOn: [], outputs: [{name: x}]}",
                    "{name: b, RUN, dependsOn: [], INPUT}",
                    "{name: c, RUN, dependsOn: [b], INPUT}",
                    "{name: d, RUN, dependsOn: [a], INPUT}")))
        .containsExactly(
            "spec.phases[0].steps[1].inputs[0].from.step: found 'a', expected a step that is done"
                + " before step 'b' starts; add 'a' to its dependsOn",
            "spec.phases[0].steps[2].inputs[0].from.step: found 'a', expected a step that is done"
                + " before step 'c' starts; add 'a' to its dependsOn");
  }

  @Test
  void an_input_names_a_declared_output() {
    assertThat(faults(steps("{name: a, RUN, outputs: [{name: y1}]}", "{name: b, RUN, INPUT}")))
        .containsExactly(
            "spec.phases[0].steps[1].inputs[0].from.output: found 'x', expected an output that step"
                + " 'a' declares; there are y1");
    assertThat(faults(steps("{name: a, RUN}", "{name: b, RUN, INPUT}")))
        .containsExactly(
            "spec.phases[0].steps[1].inputs[0].from.output: found 'x', expected an output that step"
                + " 'a' declares; declare it under outputs of step 'a'");
  }

  @Test
  void an_input_from_a_step_that_may_be_skipped_or_fail_needs_a_default() {
    assertThat(
            faults(
                "parameters: [{name: p, value: y}]\n"
                    + steps(
                        "{name: a, RUN, if: params.p == 'y', outputs: [{name: x}]}",
                        "{name: b, RUN, INPUT}",
                        "{name: c, RUN, if: params.p == 'y', INPUT}")))
        .containsExactly(
            "spec.phases[0].steps[1].inputs[0].default: found nothing, expected a default, because"
                + " step 'a' has an if and may be skipped; add a default: the value to use then");
    assertThat(
            faults(
                steps(
                    "{name: a, RUN, continueOnError: true, outputs: [{name: x}]}",
                    "{name: b, RUN, INPUT}")))
        .singleElement()
        .asString()
        .contains("step 'a' has continueOnError and may have failed");
  }

  @Test
  void an_input_from_a_phase_that_may_be_skipped_needs_a_default_outside_of_it() {
    assertThat(
            faults(
                """
                parameters: [{name: p, value: y}]
                phases:
                - name: one
                  if: params.p == 'y'
                  steps: [{name: a, RUN, outputs: [{name: x}]}, {name: b, RUN, INPUT}]
                - {name: two, steps: [{name: c, RUN, INPUT}]}
                - {name: three, if: params.p == 'y', steps: [{name: d, RUN, INPUT}]}
                finally: [{name: e, RUN, INPUT}]
                """))
        .containsExactly(
            "spec.phases[1].steps[0].inputs[0].default: found nothing, expected a default, because"
                + " phase 'one' of step 'a' has an if and may be skipped; add a default: the value"
                + " to use then",
            "spec.finally[0].inputs[0].default: found nothing, expected a default, because a run"
                + " may end before step 'a' is done; add a default: the value to use then");
  }

  @Test
  void a_broken_condition_names_the_character() {
    assertThat(faults(steps("{name: a, WAIT, if: release.versoin == 'x'}")))
        .containsExactly(
            "spec.phases[0].steps[0].if: found \"release.versoin == 'x'\", expected a CEL expression"
                + " that gives true or false; at character 8: there is no field 'versoin'; release"
                + " has the field version");
  }

  @Test
  void a_condition_reads_known_parameters_or_asks_for_them() {
    assertThat(
            faults(
                "parameters: [{name: region, value: de}]\n"
                    + steps(
                        "{name: a, WAIT, if: params.regoin == 'de'}",
                        "{name: b, WAIT, if: \"has(params.stage) && params.stage == 'x'\"}")))
        .containsExactly(
            "spec.phases[0].steps[0].if: found 'params.regoin', expected a parameter of"
                + " spec.parameters; did you mean 'region'?");
  }

  @Test
  void a_condition_reads_outputs_that_are_there_when_it_is_judged() {
    assertThat(
            faults(
                """
                parameters: [{name: p, value: y}]
                phases:
                - name: one
                  if: outputs.later.x == '1'
                  steps:
                  - {name: maybe, RUN, if: params.p == 'y', outputs: [{name: x}]}
                  - {name: reads, RUN, if: outputs.maybe.x == '1'}
                  - {name: typo, RUN, if: outputs.mayeb.x == '1'}
                  - {name: early, RUN, if: outputs.later.x == '1'}
                - name: two
                  if: outputs.maybe.z == '1'
                  steps: [{name: later, RUN, outputs: [{name: x}]}]
                """))
        .containsExactly(
            "spec.phases[0].if: found 'outputs.later', expected a step of a phase before 'one'; the"
                + " first phase has no steps before it",
            "spec.phases[1].if: found 'z', expected an output that step 'maybe' declares; did you"
                + " mean 'x'?",
            "spec.phases[0].steps[1].if: found \"outputs['maybe'].x\", expected a test whether it is"
                + " there, because step 'maybe' has an if and may be skipped; write"
                + " has(outputs['maybe'].x) && … in front of it",
            "spec.phases[0].steps[2].if: found 'mayeb', expected the name of a step with outputs"
                + " that runs before step 'typo'; did you mean 'maybe'?",
            "spec.phases[0].steps[3].if: found 'later', expected a step that is done before step"
                + " 'early' starts; step 'later' of 'two' runs later; move one of the two");
  }

  @Test
  void names_are_unique_short_and_well_formed() {
    assertThat(
            faults(
                """
                parameters: [{name: api_url, value: a}, {name: API_url, value: b}]
                phases:
                - {name: one, steps: [{name: a, WAIT}, {name: a, WAIT}]}
                - {name: one, steps: [{name: Bad_Name, WAIT}]}
                finally: [{name: a, RUN, outputs: [{name: x-y}, {name: z}, {name: z}]}]
                """))
        .containsExactly(
            "spec.phases[1].name: found 'one', expected phase names that are unique in the rollout;"
                + " rename one of the phases",
            "spec.phases[0].steps[1].name: found 'a', expected step names that are unique in the"
                + " rollout, finally included; rename one of the steps; the other one is"
                + " spec.phases[0].steps[0]",
            "spec.phases[1].steps[0].name: found 'Bad_Name', expected lower-case letters, digits"
                + " and inner dashes; write a name such as deploy-eu-1",
            "spec.finally[0].name: found 'a', expected step names that are unique in the rollout,"
                + " finally included; rename one of the steps; the other one is"
                + " spec.phases[0].steps[0]",
            "spec.finally[0].outputs[0].name: found 'x-y', expected letters, digits and"
                + " underscores, with no digit first; write a name such as schemaVersion",
            "spec.finally[0].outputs[2].name: found 'z', expected output names that are unique in"
                + " the step; remove one of the two",
            "spec.parameters[1].name: found 'API_url', expected a name of its own for each"
                + " parameter and its variable PARAM_API_URL; rename it: 'api_url' has the same"
                + " variable");
    assertThat(
            SpecRules.check(
                SpecRules.Where.LOCAL, "a".repeat(41), spec(steps("{name: a, WAIT}")), expressions))
        .containsExactly(
            Problem.of(
                "metadata.name",
                "a".repeat(41),
                "at most 40 characters",
                "take away 1 of its 41 characters"));
  }

  @Test
  void a_step_is_exactly_one_of_its_kinds() {
    assertThat(
            faults(
                steps("{name: a}", "{name: b, RUN, WAIT}", "{name: c, WAIT, retry: {limit: 1}}")))
        .containsExactly(
            "spec.phases[0].steps[0]: found none of them, expected exactly one of run, manual,"
                + " wait; say how step 'a' is done",
            "spec.phases[0].steps[1]: found run and wait, expected exactly one of run, manual,"
                + " wait; make a step of its own of each",
            "spec.phases[0].steps[2].retry: found a field that only a container can obey, expected"
                + " none of template, inputs, startTimeout, retry, disruptionLimit, onLost in a"
                + " step without run; take them away or do the work in run");
  }

  @Test
  void an_image_is_needed_on_a_cluster_only() {
    PhaseRolloutSpec spec = spec(steps("{name: a, RUN}"));

    assertThat(SpecRules.check(SpecRules.Where.LOCAL, "r", spec, expressions)).isEmpty();
    assertThat(SpecRules.check(SpecRules.Where.CLUSTER, "r", spec, expressions))
        .extracting(Problem::text)
        .containsExactly(
            "spec.phases[0].steps[0].run.image: found nothing, expected an image, because on a"
                + " cluster the step runs in a container; add it here or as"
                + " spec.stepDefaults.image");
    assertThat(
            SpecRules.check(
                SpecRules.Where.CLUSTER,
                "r",
                spec("stepDefaults: {image: busybox}\n" + steps("{name: a, RUN}")),
                expressions))
        .isEmpty();
  }

  @Test
  void durations_are_readable_and_do_not_contradict_each_other() {
    assertThat(
            faults(
                """
                timeout: 10m
                phases:
                - name: one
                  timeout: 1h
                  steps:
                  - {name: a, RUN, timeout: 5 minutes, startTimeout: 0s}
                  - {name: b, RUN, retry: {limit: 1, backoff: {duration: 10m, maxDuration: 5m}}}
                - name: two
                  steps:
                  - {name: c, RUN, timeout: 11m}
                  - {name: d, wait: {duration: 2h}}
                """))
        .containsExactly(
            "spec.phases[0].timeout: found '1h', expected no more than 10m, which is spec.timeout;"
                + " shorten this or lengthen that",
            "spec.phases[0].steps[0].timeout: found '5 minutes', expected a duration such as 30s,"
                + " 10m or 1h30m (units h, m, s, ms); write whole numbers with their units and"
                + " nothing between them",
            "spec.phases[0].steps[0].startTimeout: found '0s', expected a duration above zero such"
                + " as 30s, 10m or 1h30m (units h, m, s, ms); write whole numbers with their units"
                + " and nothing between them",
            "spec.phases[0].steps[1].retry.backoff.duration: found '10m', expected no more than 5m,"
                + " which is maxDuration; shorten this or lengthen that",
            "spec.phases[1].steps[0].timeout: found '11m', expected no more than 10m, which is the"
                + " timeout of its phase or run; shorten this or lengthen that",
            "spec.phases[1].steps[1].wait.duration: found '2h', expected no more than 10m, which is"
                + " the timeout of its phase or run; shorten this or lengthen that");
  }

  @Test
  void variables_are_set_once_and_never_those_of_the_operator() {
    assertThat(
            faults(
                """
                stepDefaults: {env: [{name: A, value: x}, {name: A, value: y}]}
                phases:
                - name: one
                  steps:
                  - {name: a, RUN, outputs: [{name: x}]}
                  - name: b
                    run:
                      command: [c]
                      env: [{name: A, value: z}, {name: PARAM_X, value: z}, {name: 1X, value: z}]
                    inputs: [{env: A, from: {step: a, output: x}}]
                """))
        .containsExactly(
            "spec.stepDefaults.env[1].name: found 'A', expected each variable once in a step,"
                + " inputs included; rename one of the two",
            "spec.phases[0].steps[1].run.env[1].name: found 'PARAM_X', expected a name that does"
                + " not begin with PARAM_; take another name: these variables are set by the"
                + " operator",
            "spec.phases[0].steps[1].run.env[2].name: found '1X', expected the name of an"
                + " environment variable: letters, digits and underscores, with no digit first;"
                + " write a name such as SCHEMA_VERSION",
            "spec.phases[0].steps[1].inputs[0].env: found 'A', expected each variable once in a"
                + " step, inputs included; rename one of the two");
  }

  @Test
  void words_of_a_newer_version_are_refused() {
    assertThat(
            faults("onSpecChange: Later\n" + steps("{name: a, RUN, reuse: Always, onLost: Ask}")))
        .containsExactly(
            "spec.onSpecChange: found a word that this version does not know, expected"
                + " FinishCurrent or Restart; write one of these, or run this rollout with a newer"
                + " version",
            "spec.phases[0].steps[0].reuse: found a word that this version does not know,"
                + " expected WhenUnchanged or Never; write one of these, or run this rollout with a"
                + " newer version");
  }

  @Test
  void the_job_of_a_gate_sets_variables_of_its_own_and_is_not_for_a_rollback() {
    assertThat(
            faults(
                """
                phases:
                - name: one
                  gates: [{name: i, job: {run: {command: [x], env: [{name: PARAM_A, value: b}]}}}]
                  guardrails: [{name: w, interval: 1m, duringRollback: true, job: {run: {command: [x]}}}]
                  steps: [{name: a, run: {command: [c]}}]
                """))
        .containsExactlyInAnyOrder(
            "spec.phases[0].gates[0].job.run.env[0].name: found 'PARAM_A', expected a name that does not"
                + " begin with PARAM_; take another name: these variables are set by the operator",
            "spec.phases[0].guardrails[0].job: found a Job with duringRollback: true, expected another"
                + " source, because the end of a rollback waits for no Job of a gate; measure by"
                + " prometheus, slo or http, or take duringRollback away");
  }

  @Test
  void only_a_guardrail_watches_while_steps_are_undone() {
    assertThat(
            faults(
                """
                phases:
                - name: one
                  entryGates: [{name: e, prometheus: {query: up}, duringRollback: true}]
                  guardrails: [{name: r, prometheus: {query: up}, duringRollback: true}]
                  gates: [{name: i, prometheus: {query: up}, duringRollback: false}]
                  steps:
                  - name: a
                    run: {command: [c]}
                    gates: [{name: g, prometheus: {query: up}, duringRollback: true}]
                """))
        .containsExactly(
            "spec.phases[0].entryGates[0].duringRollback: found 'true', expected it on guardrails"
                + " only, because no other gate measures while steps are undone; move the gate to"
                + " the guardrails of its phase, or take duringRollback away",
            "spec.phases[0].steps[0].gates[0].duringRollback: found 'true', expected it on"
                + " guardrails only, because no other gate measures while steps are undone; move the"
                + " gate to the guardrails of its phase, or take duringRollback away");
  }

  @Test
  void names_that_the_schema_misses_are_left_to_the_schema() {
    assertThat(
            faults(
                """
                phases:
                - name: ""
                  steps:
                  - {name: "", RUN, inputs: [{env: "", from: {step: "", output: ""}}]}
                  - {name: "", RUN, outputs: [{name: ""}]}
                  - {name: "", RUN, dependsOn: [""], timeout: ""}
                """))
        .isEmpty();
  }

  private List<String> faults(String yaml) {
    return SpecRules.check(SpecRules.Where.LOCAL, "checkout", spec(yaml), expressions).stream()
        .map(Problem::text)
        .toList();
  }

  private static String steps(String... steps) {
    return "phases: [{name: one, steps: [" + String.join(", ", steps) + "]}]\n";
  }

  private static PhaseRolloutSpec spec(String yaml) {
    String whole =
        yaml.replace("WAIT", "wait: {duration: 1s}")
            .replace("RUN", "run: {command: [a]}")
            .replace("INPUT", "inputs: [{env: X, from: {step: a, output: x}}]");
    try {
      return YAML.readValue(whole, PhaseRolloutSpec.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(whole, e);
    }
  }
}
