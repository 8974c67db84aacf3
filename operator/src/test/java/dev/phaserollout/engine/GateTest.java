package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GateTest {

  private static final String SPEC =
      """
      {%s phases: [
        {name: p, %s steps: [
          {name: s, run: {command: [x]}, rollback: {run: {command: [y]}} %s}, {name: t, run: {command: [x]}}]},
        {name: q, steps: [{name: u, run: {command: [x]}}]}]}
      """;

  private static final String GATE = "prometheus: {query: up}, successCondition: 'true'";

  private static Story story(String phase, String step) {
    return Story.of(Specs.fill(SPEC, "", phase, step)).begin();
  }

  private static String gates(String more) {
    return "gates: [{name: g, " + GATE + ", " + more + "}],";
  }

  private static GateStatus gate(Story story, String phase) {
    return story.status().phases().stream()
        .filter(found -> found.name().equals(phase))
        .map(PhaseStatus::gates)
        .flatMap(List::stream)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_phase_is_accepted_when_its_gates_have_passed() {
    Story story = story(gates("interval: 1m, count: 2"), "").succeeds("p/s #1").succeeds("p/t #1");
    story.asks("measure p/gates/g #1").phase("p", "Running");
    story.measures("p/gates/g", Verdict.PASS).asks().wakesAfter(Duration.ofMinutes(1));
    story.after(Duration.ofMinutes(1)).asks("measure p/gates/g #2");
    story.measures("p/gates/g", Verdict.PASS).asks("create step q/u #1").phase("p", "Succeeded");
    assertThat(gate(story, "p").state()).isEqualTo("Passed");
    assertThat(gate(story, "p").counts().pass()).isEqualTo(2);
  }

  @Test
  void only_a_gate_that_fails_ends_the_run_and_rolls_it_back() {
    Story story = story(gates("count: 1"), "").succeeds("p/s #1").succeeds("p/t #1");
    story.measures("p/gates/g", Verdict.FAIL, "measured 97, needs >= 98");
    story.asks("create rollback p/s #1");
    assertThat(story.status().run().reason()).isEqualTo("GateFailed");
    story.succeeds("rollback p/s #1").says("gate p/gates/g: measured 97, needs >= 98");
  }

  @Test
  void an_outage_of_the_metric_server_asks_a_person_and_never_rolls_back() {
    Story story = story(gates("consecutiveErrorLimit: 0"), "").succeeds("p/s #1");
    story.succeeds("p/t #1").measures("p/gates/g", Verdict.ERROR, "no route to host");
    story.askedOf("GateInDoubt p/gates/g").state("AwaitingAnswer").asks();
    assertThat(story.question("p/gates/g").text()).contains("no route to host");
    story.answers("p/gates/g", "Retry", "alice").asks("measure p/gates/g@2 #1").askedOf();
    story.measures("p/gates/g@2", Verdict.ERROR).answers("p/gates/g", "Approve", "bob");
    story.asks("create step q/u #1");
    assertThat(gate(story, "p").message()).isEqualTo("taken as passed by bob");
  }

  @Test
  void a_doubt_that_is_rejected_fails_the_run() {
    Story story = story(gates("count: 1"), "").succeeds("p/s #1").succeeds("p/t #1");
    story.measures("p/gates/g", Verdict.INCONCLUSIVE).answers("p/gates/g", "Reject", "eve");
    story.asks("create rollback p/s #1").state("RollingBack");
  }

  @Test
  void a_step_is_done_when_its_gates_have_passed() {
    Story story =
        story("", ", gates: [{name: g, " + GATE + "}]").succeeds("p/s #1", "{\"a\":\"1\"}");
    story.asks("measure p/s/gates/g #1").step("s", "Measuring");
    assertThat(story.due("p/s/gates/g").scope().outputs().get("s")).containsEntry("a", "1");
    story.measures("p/s/gates/g", Verdict.PASS).step("s", "Succeeded").asks("create step p/t #1");
    assertThat(story.step("s").outputs()).containsEntry("a", "1");
    Story bad = story("", ", gates: [{name: g, " + GATE + "}], retry: {limit: 3}");
    bad.succeeds("p/s #1").measures("p/s/gates/g", Verdict.FAIL).step("s", "Failed");
    bad.asks("create rollback p/s #1");
  }

  @Test
  void entry_gates_hold_the_first_step() {
    String entry = "entryGates: [{name: g, " + GATE + "}],";
    Story story = story(entry, "").asks("measure p/entryGates/g #1").step("s", "Pending");
    story.measures("p/entryGates/g", Verdict.PASS).asks("create step p/s #1");
  }

  @Test
  void an_entry_gate_in_doubt_goes_on_asking_and_the_other_one_goes_on_measuring() {
    String entry = "entryGates: [{name: g, " + GATE + "}, {name: h, " + GATE + "}],";
    Story story = story(entry, "").measures("p/entryGates/g", Verdict.INCONCLUSIVE);
    for (int look = 0; look < 2; look++) {
      story.decide().askedOf("GateInDoubt p/entryGates/g").asks("measure p/entryGates/h #1");
    }
    story.measures("p/entryGates/h", Verdict.PASS).asks();
    story.answers("p/entryGates/g", "Approve", "alice").asks("create step p/s #1");
  }

  @Test
  void a_phase_is_not_accepted_while_a_guardrail_is_in_doubt() {
    String guard = "guardrails: [{name: w, interval: 10s, " + GATE + "}], ";
    Story story = story(guard + gates("count: 1"), "").succeeds("p/s #1").succeeds("p/t #1");
    story.measures("p/guardrails/w", Verdict.INCONCLUSIVE);
    story.measures("p/gates/g", Verdict.PASS).phase("p", "Running");
    story.askedOf("GateInDoubt p/guardrails/w").asks();
    story.answers("p/guardrails/w", "Retry", "alice").asks("create step q/u #1");
    story.phase("p", "Succeeded").askedOf();
  }

  @Test
  void a_doubt_about_a_step_that_another_gate_has_failed_holds_nothing_up() {
    String step = "continueOnError: true, gates: [{name: g, %s}, {name: h, %s}]";
    Story story = story("", ", " + Specs.fill(step, GATE, GATE)).succeeds("p/s #1");
    story.measures("p/s/gates/h", Verdict.INCONCLUSIVE).askedOf("GateInDoubt p/s/gates/h");
    story.measures("p/s/gates/g", Verdict.FAIL).step("s", "Failed");
    story.askedOf().asks("create step p/t #1");
  }

  @Test
  void a_step_that_its_gates_have_failed_is_undone_when_a_person_rejects_it() {
    String step = ", gates: [{name: g, " + GATE + "}]";
    Story story = Story.of(Specs.fill(SPEC, "rollback: {onFailure: Ask},", "", step)).begin();
    story.succeeds("p/s #1").measures("p/s/gates/g", Verdict.FAIL).askedOf("FailedStep p/s");
    story.answers("p/s", "Reject", "al").asks("create rollback p/s #1").step("s", "Failed");
  }

  @Test
  void a_step_that_is_tried_again_is_judged_again_by_all_of_its_gates() {
    String step = ", gates: [{name: g, " + GATE + "}, {name: h, " + GATE + "}]";
    Story story = Story.of(Specs.fill(SPEC, "rollback: {onFailure: Ask},", "", step)).begin();
    story.succeeds("p/s #1").measures("p/s/gates/g", Verdict.PASS);
    story.measures("p/s/gates/h", Verdict.FAIL).answers("p/s", "Retry", "al");
    story.succeeds("p/s #2").asks("measure p/s/gates/g@2 #1", "measure p/s/gates/h@2 #1");
    story.measures("p/s/gates/g@2", Verdict.PASS).step("s", "Measuring");
    story.measures("p/s/gates/h@2", Verdict.PASS).step("s", "Succeeded");
  }

  @Test
  void a_gate_that_begins_while_the_rollout_is_suspended_begins_when_that_ends() {
    String bake = gates("interval: 1m, duration: 2m");
    Story story = story(bake, "").succeeds("p/s #1").runs("p/t #1").passes(Duration.ofMinutes(1));
    story.edited("{suspend: true, " + Specs.fill(SPEC, "", bake, "").strip().substring(1));
    story.passes(Duration.ofMinutes(1)).succeeds("p/t #1").passes(Duration.ofMinutes(1));
    story.edited(Specs.fill(SPEC, "", bake, "")).asks("measure p/gates/g #1");
    assertThat(gate(story, "p").startedAt()).isEqualTo("2026-03-02T09:03:00Z");
  }

  @Test
  void a_guardrail_watches_while_steps_work_and_trips_the_phase() {
    String guard = "guardrails: [{name: g, interval: 10s, " + GATE + "}],";
    Story story = story(guard, "");
    story.asks("create step p/s #1", "measure p/guardrails/g #1").runs("p/s #1");
    story.measures("p/guardrails/g", Verdict.PASS).asks().wakesAfter(Duration.ofSeconds(2));
    story.after(Duration.ofSeconds(10)).measures("p/guardrails/g", Verdict.FAIL, "rate 0.2");
    story.asks("cancel step p/s #1").state("Ending").cancelled("p/s #1");
    story.asks("create rollback p/s #1");
    assertThat(story.status().run().reason()).isEqualTo("GuardrailTripped");
  }

  @Test
  void a_guardrail_in_doubt_lets_nothing_new_start() {
    String guard = "guardrails: [{name: g, interval: 10s, " + GATE + "}],";
    Story story = story(guard, "").measures("p/guardrails/g", Verdict.INCONCLUSIVE);
    story.askedOf("GateInDoubt p/guardrails/g").succeeds("p/s #1").asks();
    assertThat(story.question("p/guardrails/g").text()).doesNotContain("Approve");
    story.answers("p/guardrails/g", "Retry", "alice");
    story.asks("create step p/t #1", "measure p/guardrails/g@2 #1");
  }

  @Test
  void a_guardrail_whose_phase_has_just_been_accepted_is_measured_no_more() {
    String guard = "guardrails: [{name: g, interval: 10s, " + GATE + "}],";
    Story story =
        story(guard + gates("count: 1").replace("name: g", "name: h"), "")
            .succeeds("p/s #1")
            .succeeds("p/t #1");
    story.asks("measure p/guardrails/g #1", "measure p/gates/h #1");
    story.measures("p/gates/h", Verdict.PASS).asks("create step q/u #1");
  }

  @Test
  void a_guardrail_goes_on_watching_when_the_only_step_was_passed_over() {
    String guard = "guardrails: [{name: w, interval: 10s, " + GATE + "}], ";
    Story story =
        Story.of(
                Specs.fill(
                    "{rollback: {onFailure: Ask}, phases: [{name: p, %s steps: [%s]}]}",
                    guard + gates("interval: 1m, count: 2"), "{name: s, run: {command: [x]}}"))
            .begin();
    story.fails("p/s #1", 1).answers("p/s", "Skip", "al");
    story.asks("measure p/guardrails/w #1", "measure p/gates/g #1");
  }

  @Test
  void what_decides_nothing_is_written_every_thirty_seconds_at_most() {
    String guard = "guardrails: [{name: g, interval: 10s, " + GATE + "}],";
    Story story = story(guard, "").runs("p/s #1").after(Duration.ofSeconds(2));
    story.measures("p/guardrails/g", Verdict.PASS);
    int before = story.writes();
    story.after(Duration.ofSeconds(8)).measures("p/guardrails/g", Verdict.PASS);
    story.after(Duration.ofSeconds(10)).measures("p/guardrails/g", Verdict.PASS);
    assertThat(story.writes()).isEqualTo(before);
    story.after(Duration.ofSeconds(10)).measures("p/guardrails/g", Verdict.PASS);
    assertThat(story.writes()).isEqualTo(before + 1);
  }

  @Test
  void a_bake_time_does_not_run_while_the_rollout_is_suspended() {
    String bake = gates("interval: 1m, duration: 2m");
    Story story = story(bake, "").succeeds("p/s #1").succeeds("p/t #1");
    story.measures("p/gates/g", Verdict.PASS).passes(Duration.ofSeconds(30));
    story.edited("{suspend: true, " + Specs.fill(SPEC, "", bake, "").strip().substring(1)).asks();
    story.after(Duration.ofHours(1)).asks().state("Suspended");
    story.edited(Specs.fill(SPEC, "", bake, "")).asks("measure p/gates/g #2");
    story.measures("p/gates/g", Verdict.PASS).after(Duration.ofMinutes(1));
    story.measures("p/gates/g", Verdict.PASS).phase("p", "Running");
    story.after(Duration.ofMinutes(1)).measures("p/gates/g", Verdict.PASS).phase("p", "Succeeded");
  }

  @Test
  void a_deadline_wakes_once_for_the_gates_that_are_left_and_never_again() {
    String late = "timeout: 1h, " + gates("interval: 2h, count: 2");
    String spec = "{timeout: 1h, phases: [{name: p, " + late + " steps: [%s]}]}";
    Story story = Story.of(Specs.fill(spec, "{name: s, run: {command: [x]}}")).begin();
    story.succeeds("p/s #1").measures("p/gates/g", Verdict.PASS).wakesAfter(Duration.ofHours(1));
    story.after(Duration.ofHours(1)).asks().state("AwaitingAnswer");
    story.answers("p/gates/g", "Retry", "alice").measures("p/gates/g@2", Verdict.PASS);
    story.wakesAfter(Duration.ofHours(2));
  }

  @Test
  void an_accepted_phase_is_not_baked_again_when_nothing_of_it_has_changed() {
    String spec = Specs.fill(SPEC, "rollback: {onFailure: None},", gates("count: 1"), "");
    Story story = Story.of(spec).begin().succeeds("p/s #1").succeeds("p/t #1");
    story.measures("p/gates/g", Verdict.PASS).fails("q/u #1", 1).state("Failed");
    story.annotated("retry", "1").decide().decide().asks("create step q/u #1");
    story.fails("q/u #1", 1).edited(spec.replace("count: 1", "count: 1, failureLimit: 1"));
    story.decide().decide().asks("measure p/gates/g #1");
  }

  @Test
  void the_query_that_is_generated_for_a_gate_is_written_once() {
    Story story = story(gates("interval: 1m, count: 3"), "").succeeds("p/s #1").succeeds("p/t #1");
    assertThat(gate(story, "p").query()).isNull();
    story.measures("p/gates/g", Verdict.PASS, "", "sum(increase(errors[1h]))");
    assertThat(gate(story, "p").query()).isEqualTo("sum(increase(errors[1h]))");
    story.after(Duration.ofMinutes(1)).measures("p/gates/g", Verdict.PASS, "", "another");
    assertThat(gate(story, "p").query()).isEqualTo("sum(increase(errors[1h]))");
  }

  @Test
  void a_dry_run_is_measured_and_decides_nothing() {
    Story story = story(gates("dryRun: true"), "").succeeds("p/s #1").succeeds("p/t #1");
    story.measures("p/gates/g", Verdict.FAIL).asks("create step q/u #1");
    assertThat(gate(story, "p").state()).isEqualTo("Failed");
  }

  @Test
  void nothing_is_measured_once_the_run_is_ending() {
    Story story = story(gates("count: 1"), "").succeeds("p/s #1").succeeds("p/t #1");
    story.asks("measure p/gates/g #1").annotated("abort", "1").asks().state("Aborted");
  }

  @Test
  void a_gate_that_outlasts_its_phase_or_run_asks_a_person_and_rolls_nothing_back() {
    String gate = gates("interval: 1m, duration: 1h");
    for (Story story :
        List.of(
            story("timeout: 5m, " + gate, ""),
            Story.of(
                    "{timeout: 5m, phases: [{name: p, "
                        + gate
                        + " steps: [{name: s, run: {command: [x]}}, {name: t, run: {command:"
                        + " [x]}}]}]}")
                .begin())) {
      story.succeeds("p/s #1").succeeds("p/t #1").measures("p/gates/g", Verdict.PASS);
      story.after(Duration.ofMinutes(5)).askedOf("GateInDoubt p/gates/g").state("AwaitingAnswer");
      assertThat(gate(story, "p").message())
          .contains("no verdict before the timeout of its phase or run was over");
      story.answers("p/gates/g", "Retry", "alice").asks("measure p/gates/g@2 #1").askedOf();
      story.phase("p", "Running").after(Duration.ofMinutes(5)).askedOf();
    }
  }

  @Test
  void a_gate_that_fails_on_errors_ends_the_phase_that_it_outlasts() {
    Story story = story("timeout: 5m, " + gates("interval: 1m, duration: 1h, onError: Fail"), "");
    story.succeeds("p/s #1").succeeds("p/t #1").after(Duration.ofMinutes(5));
    story.asks("create rollback p/s #1").phase("p", "Failed");
    assertThat(story.status().run().reason()).isEqualTo("GateFailed");
  }

  @Test
  void what_has_passed_in_time_is_accepted_however_late_it_is_seen() {
    Story story = story("timeout: 5m, " + gates("count: 1"), "").succeeds("p/s #1");
    story.succeeds("p/t #1").asks("measure p/gates/g #1");
    story.measures("p/gates/g", Verdict.PASS).after(Duration.ofMinutes(9)).phase("p", "Succeeded");
  }
}
