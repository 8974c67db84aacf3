package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanDigestTest {
  private static String digest(String step) {
    return digest("{}", step);
  }

  private static String digest(String head, String step) {
    String spec = head.equals("{}") ? "" : head + "\n";
    Plan plan = new Plan(Specs.read(spec + "phases: [{name: a, steps: [" + step + "]}]"));
    return plan.step("s").orElseThrow().digest().of(new TreeMap<>(), new TreeMap<>());
  }

  private static final String BASE = digest("{name: s, run: {command: [x]}}");

  /**
   * A change of this value means that every stored checkpoint of every user is lost: raise FORM and
   * say why.
   */
  @Test
  void the_canonical_form_is_the_one_that_was_released() {
    assertThat(BASE)
        .isEqualTo("sha256:ef1d8aa969e6412ede09dc4006b83dd37520fb04c161bc34ce4d9cc05593802f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: s, run: {command: [y]}}",
        "{name: s, run: {command: [x], args: [a]}}",
        "{name: s, run: {command: [x], image: i}}",
        "{name: s, run: {command: [x], env: [{name: A, value: b}]}}",
        "{name: s, run: {command: [x], workingDir: d}}",
        "{name: s, run: {command: [x], serviceAccountName: d}}",
        "{name: s, run: {command: [x]}, template: {spec: {nodeName: n}}}",
        "{name: s, run: {command: [x]}, outputs: [{name: o}]}",
      })
  void what_changes_the_effect_changes_the_digest(String step) {
    assertThat(digest(step)).isNotEqualTo(BASE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: s, description: d, run: {command: [x]}}",
        "{name: s, timeout: 1m, startTimeout: 2m, run: {command: [x]}}",
        "{name: s, retry: {limit: 3}, disruptionLimit: 1, onLost: Fail, run: {command: [x]}}",
        "{name: s, continueOnError: true, reuse: Never, run: {command: [x]}}",
        "{name: s, if: 'true', run: {command: [x]}}",
        "{name: s, run: {command: [x], resources: {limits: {cpu: '1'}}}}",
        "{name: s, gates: [{name: g, output: {name: o}}], run: {command: [x]}}",
        "{name: s, rollback: {run: {command: [y]}}, run: {command: [x]}}",
      })
  void what_does_not_change_the_effect_leaves_the_digest(String step) {
    assertThat(digest(step)).isEqualTo(BASE);
  }

  @Test
  void release_parameters_and_inherited_defaults_are_part_of_it() {
    String step = "{name: s, run: {command: [x]}}";
    assertThat(digest("release: {version: v2}", step)).isNotEqualTo(BASE);
    assertThat(digest("parameters: [{name: p, value: v}]", step)).isNotEqualTo(BASE);
    assertThat(digest("stepDefaults: {image: i}", step)).isNotEqualTo(BASE);
    assertThat(digest("stepDefaults: {timeout: 3m}", step)).isEqualTo(BASE);
  }

  @Test
  void values_of_inputs_and_digests_of_dependencies_are_part_of_it() {
    Plan plan =
        new Plan(Specs.read("phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]"));
    PlanDigest digest = plan.step("s").orElseThrow().digest();
    assertThat(digest.of(new TreeMap<>(Map.of("A", "1")), new TreeMap<>())).isNotEqualTo(BASE);
    assertThat(digest.of(new TreeMap<>(), new TreeMap<>(Map.of("t", "sha256:1"))))
        .isNotEqualTo(BASE);
  }
}
