package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phaserollout.engine.Forecast.Fate;
import dev.phaserollout.engine.Forecast.GateWatched;
import dev.phaserollout.gate.CelExpressions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a rollout would do, as the engine itself does it when everything goes well. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RehearsalTest {

  private static final String SPEC =
      """
      {stepDefaults: {timeout: 10m, startTimeout: 1m}, %s phases: [
        {name: p, steps: [
          {name: a, run: {command: [x]}, outputs: [{name: v}]},
          {name: b, dependsOn: [], run: {command: [x]}},
          {name: c, run: {command: [x]}, inputs: [{env: V, from: {step: a, output: v}}]}]},
        {name: q, steps: [{name: d, run: {command: [x]}, rollback: {run: {command: [y]}} %s}] %s}]}
      """;

  private static String spec(String rollout, String step, String phase) {
    return Specs.fill(SPEC, rollout, step, phase);
  }

  private static Forecast forecast(Story story) {
    return Rehearsal.of(story.observation(), new LiteralExpressions());
  }

  private static Forecast.Run only(Forecast forecast) {
    assertThat(forecast.runs()).hasSize(1);
    return forecast.runs().get(0);
  }

  private static Stream<Forecast.Step> steps(Forecast.Run run) {
    return Stream.concat(
        run.phases().stream().map(Forecast.Phase::steps).flatMap(List::stream),
        run.finallySteps().stream());
  }

  /** Such as {@code a RUNS 1}, with the turn where it has one. */
  private static List<String> fates(Forecast.Run run) {
    return steps(run)
        .map(step -> step.name() + " " + step.fate() + (step.turn() == 0 ? "" : " " + step.turn()))
        .collect(Collectors.toList());
  }

  private static Forecast.Phase phase(Forecast.Run run, int index) {
    return run.phases().get(index);
  }

  private static Story failed() {
    Story story = Story.of(spec("rollback: {onFailure: None},", "", "")).begin();
    story.succeeds("p/a #1", "{\"v\":\"1\"}").succeeds("p/b #1").succeeds("p/c #1");
    return story.fails("q/d #1", 1);
  }

  @Test
  void a_rollout_that_never_ran_runs_everything_in_the_order_of_its_graph() {
    String last = "finally: [{name: n, run: {command: [x]}}],";
    Forecast.Run run = only(forecast(Story.of(spec(last, "", ""))));
    assertThat(run.number()).isEqualTo(1);
    assertThat(run.result()).isEqualTo("Succeeded");
    assertThat(run.message()).isEmpty();
    assertThat(fates(run))
        .containsExactly("a RUNS 1", "b RUNS 1", "c RUNS 2", "d RUNS 3", "n RUNS 4");
    assertThat(phase(run, 1).steps().get(0).job()).map(job -> job.command()).contains(List.of("x"));
  }

  @Test
  void what_stands_is_reused_by_the_next_run() {
    assertThat(fates(only(forecast(failed().annotate("retry", "1")))))
        .containsExactly("a REUSED", "b REUSED", "c REUSED", "d RUNS 1");
    assertThat(fates(only(forecast(failed().annotate("rerun", "1")))))
        .containsExactly("a RUNS 1", "b RUNS 1", "c RUNS 2", "d RUNS 3");
  }

  @Test
  void what_an_edit_changes_runs_with_all_that_comes_after_it() {
    Story story = failed();
    assertThat(forecast(story).runs()).isEmpty();
    String b = "{name: b, dependsOn: [], run: {command: [";
    story.become(spec("rollback: {onFailure: None},", "", "").replace(b + "x", b + "z"));
    Forecast.Run next = only(forecast(story));
    assertThat(next.number()).isEqualTo(2);
    assertThat(fates(next)).containsExactly("a REUSED", "b RUNS 1", "c RUNS 2", "d RUNS 3");
    assertThat(phase(next, 0).steps().get(0).reusedFromRun()).contains(1);
  }

  @Test
  void a_run_under_way_goes_on_and_an_edit_follows_it() {
    Story story = Story.of(spec("", "", "")).begin().succeeds("p/b #1").runs("p/a #1");
    assertThat(fates(only(forecast(story))))
        .containsExactly("a RUNS 1", "b DONE", "c RUNS 2", "d RUNS 3");
    story.become(spec("release: {version: v2},", "", ""));
    List<Forecast.Run> both = forecast(story).runs();
    assertThat(both).extracting(Forecast.Run::number).containsExactly(1, 2);
    assertThat(fates(both.get(0))).contains("b DONE", "d RUNS 3");
    assertThat(both.get(1).release()).isEqualTo("v2");
    assertThat(fates(both.get(1))).contains("b RUNS 1", "d RUNS 3");
  }

  @Test
  void a_rehearsal_changes_nothing_of_what_it_was_given() {
    Story story = failed().annotate("retry", "1");
    Observation before = story.observation();
    String status = String.valueOf(story.status());
    forecast(story);
    assertThat(story.observation()).isEqualTo(before);
    assertThat(String.valueOf(story.status())).isEqualTo(status);
  }

  @Test
  void a_condition_that_is_false_skips_and_one_on_outputs_to_come_is_left_open() {
    String when = ", if: \"outputs.a.v == '7'\"";
    Forecast.Run first = only(rehearse(Story.of(spec("", when, ""))));
    assertThat(phase(first, 1).steps().get(0))
        .returns(Fate.RUNS, Forecast.Step::fate)
        .satisfies(step -> assertThat(step.condition()).contains("outputs.a.v == '7'"));
    Story known = Story.of(spec("", when, "")).begin().succeeds("p/a #1", "{\"v\":\"1\"}");
    assertThat(phase(only(rehearse(known)), 1).steps().get(0))
        .returns(Fate.SKIPPED, Forecast.Step::fate)
        .satisfies(step -> assertThat(step.condition()).contains("outputs.a.v == '7'"));
    assertThat(steps(first).filter(step -> step.condition().isPresent())).hasSize(1);
  }

  private static Forecast rehearse(Story story) {
    return Rehearsal.of(story.observation(), new CelExpressions());
  }

  @Test
  void a_condition_that_cannot_be_judged_fails_the_run_and_says_so() {
    Forecast.Run run = only(forecast(Story.of(spec("", ", if: broken", ""))));
    assertThat(run.result()).isEqualTo("Failed");
    assertThat(run.message()).contains("step d").contains("broken");
    assertThat(phase(run, 1).steps().get(0))
        .returns(Fate.FAILS, Forecast.Step::fate)
        .satisfies(step -> assertThat(step.message()).contains("cannot read"));
  }

  @Test
  void people_and_time_are_taken_to_come() {
    String people = "finally: [{name: n, wait: {duration: 24h}}], windows: [%s],";
    String monday = "{schedule: '0 9 * * MON', duration: 1h, timeZone: UTC}";
    Story story =
        Story.of(
            spec(Specs.fill(people, monday), "}, {name: m, manual: {instructions: i}", "")
                .replace("{name: q,", "{name: q, approval: {required: 3},"));
    Forecast.Run run = only(forecast(story));
    assertThat(run.result()).isEqualTo("Succeeded");
    assertThat(phase(run, 0).approvals()).isZero();
    assertThat(phase(run, 1).approvals()).isEqualTo(3);
    assertThat(fates(run)).contains("m RUNS 4", "n RUNS 5");
  }

  @Test
  void gates_are_measured_unless_the_acceptance_of_their_phase_stands() {
    String gate = ", gates: [{name: g, prometheus: {query: up}, successCondition: 'true', ";
    String baked = gate + "interval: 1s, duration: 48h}]";
    Forecast.Run first = only(forecast(Story.of(spec("", gate + "count: 9000}]", baked))));
    assertThat(first.result()).isEqualTo("Succeeded");
    assertThat(phase(first, 1).gates())
        .extracting(GateWatched::owner, GateWatched::measured)
        .containsExactly(tuple("q/gates/g", true), tuple("q/d/gates/g", true));
    String spec = spec("rollback: {onFailure: None},", "", "");
    String guarded =
        spec.replace(
            "{name: p,",
            "{name: p, guardrails: [{name: r, interval: 1s, prometheus:"
                + " {query: up}, successCondition: 'true'}] "
                + gate
                + "count: 1}],");
    Story story = Story.of(guarded).begin().succeeds("p/a #1", "{\"v\":\"1\"}");
    story.succeeds("p/b #1").succeeds("p/c #1").measures("p/gates/g", Verdict.PASS);
    story.fails("q/d #1", 1).annotate("retry", "1");
    Forecast.Phase stands = phase(only(forecast(story)), 0);
    assertThat(stands.fate()).isEqualTo(Fate.REUSED);
    assertThat(stands.gates()).hasSize(2).noneMatch(GateWatched::measured);
  }

  @Test
  void the_agent_does_its_part_in_a_rollout_with_a_workspace() {
    String workspace =
        "release: {version: v1}, completion: {tag: v1},"
            + " workspace: {git: {url: 'https://git.example.com/shop/checkout.git'}},";
    String commit =
        ", deliverables: [{path: a}], commit: {paths: [a], message: m}, gates: [{name: g,"
            + " prometheus: {query: up}, successCondition: 'true'}]";
    Forecast.Run run =
        only(
            forecast(
                Story.of(
                    spec(
                        workspace,
                        commit
                            + "}, {name: m, manual: {instructions: i}, deliverables: [{path: b}]",
                        ""))));
    assertThat(run.result()).isEqualTo("Succeeded");
    assertThat(fates(run)).contains("a RUNS 1", "d RUNS 3", "m RUNS 4");
    assertThat(phase(run, 1).gates()).allMatch(GateWatched::measured);
  }

  @Test
  void a_rollback_that_has_begun_is_gone_on_with() {
    Story story = Story.of(spec("", "", "")).begin().succeeds("p/a #1", "{\"v\":\"1\"}");
    story.succeeds("p/b #1").succeeds("p/c #1").fails("q/d #1", 1).state("RollingBack");
    Forecast.Run run = only(forecast(story));
    assertThat(run.undone()).containsExactly("q/d");
    assertThat(run.result()).isEqualTo("Failed");
  }

  @Test
  void a_rollback_that_has_failed_waits_for_a_person() {
    Story story = Story.of(spec("", "", "")).begin().succeeds("p/a #1", "{\"v\":\"1\"}");
    story.succeeds("p/b #1").succeeds("p/c #1").fails("q/d #1", 1).fails("rollback q/d #1", 1);
    assertThat(forecast(story).runs()).isEmpty();
    assertThat(forecast(story).message()).contains("phaserollout.dev/retry goes on with it");
  }

  @Test
  void the_longest_time_is_that_of_the_longest_chain() {
    Forecast.Run run = only(forecast(Story.of(spec("", "", ""))));
    // a and b side by side, then c; each 1m to start and 10m to run
    assertThat(phase(run, 0).longest()).isEqualTo(Duration.ofMinutes(22));
    assertThat(run.longest()).isEqualTo(Duration.ofMinutes(33));
    String retried = ", timeout: 1m, retry: {limit: 2, backoff: {duration: 10s, factor: 3}}";
    assertThat(phase(only(forecast(Story.of(spec("", retried, "")))), 1).longest())
        .isEqualTo(Duration.ofSeconds(6 * 60 + 10 + 30));
    String one = spec("", "", "").replace("{name: p,", "{name: p, maxParallel: 1,");
    assertThat(phase(only(forecast(Story.of(one))), 0).longest()).isEqualTo(Duration.ofMinutes(33));
    assertThat(only(forecast(Story.of(spec("timeout: 30m,", "", "")))).longest())
        .isEqualTo(Duration.ofMinutes(30));
    String bake =
        ", gates: [{name: g, prometheus: {query: up}, successCondition: 'true', initialDelay: 30s,"
            + " interval: 1m, duration: 5m}]";
    assertThat(phase(only(forecast(Story.of(spec("", "", bake)))), 1).longest())
        .isEqualTo(Duration.ofSeconds(11 * 60 + 30 + 6 * 60));
  }
}
