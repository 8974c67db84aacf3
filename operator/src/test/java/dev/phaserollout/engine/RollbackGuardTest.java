package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.telemetry.Happenings;
import dev.phaserollout.telemetry.RollbackHappening.GuardrailTripped;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Guardrails that watch while steps are undone. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RollbackGuardTest {

  private static final String SPEC =
      """
      {phases: [
        {name: p, steps: [{name: s, run: {command: [x]}, rollback: {run: {command: [y]}}}]},
        {name: q, guardrails: [{name: g, prometheus: {query: up}, failureCondition: 'false',
          interval: 10s %s}], steps: [
          {name: t, run: {command: [x]}, rollback: {run: {command: [y]}}},
          {name: u, run: {command: [x]}, rollback: {run: {command: [y]}}}]}]}
      """;

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** The guardrail has passed once when the last step of its phase fails. */
  private static Story failing(String more) {
    Story story = Story.of(Specs.fill(SPEC, more)).begin().succeeds("p/s #1");
    story.measures("q/guardrails/g", Verdict.PASS).succeeds("q/t #1");
    return story.passes(Duration.ofSeconds(4)).fails("q/u #1", 1);
  }

  private static Story watched() {
    return failing(", duringRollback: true");
  }

  private static GateStatus guardrail(Story story) {
    return story.status().phases().get(1).guardrails().get(0);
  }

  @Test
  void a_guardrail_watches_from_the_first_compensation_of_its_phase_to_the_last() {
    Story story = watched().asks("create rollback q/u #1", "measure q/guardrails/g@2 #1");
    story.measures("q/guardrails/g@2", Verdict.PASS).asks("create rollback q/u #1");
    story.wakesAfter(INTERVAL).after(INTERVAL);
    story.asks("create rollback q/u #1", "measure q/guardrails/g@2 #2");
    story.succeeds("rollback q/u #1");
    story.asks("create rollback q/t #1", "measure q/guardrails/g@2 #2");
    story.succeeds("rollback q/t #1").asks("create rollback p/s #1");
  }

  @Test
  void a_guardrail_without_the_switch_ends_with_the_run() {
    failing("").asks("create rollback q/u #1").after(INTERVAL).asks("create rollback q/u #1");
  }

  @Test
  void one_that_trips_is_told_and_stops_nothing() {
    Story story = watched().measures("q/guardrails/g@2", Verdict.FAIL, "measured 0.2, needs < 0.1");
    story
        .asks("create rollback q/u #1")
        .state("RollingBack")
        .condition("Ready", "False RollingBack");
    story.says("rolling back: 0 of 3 steps compensated; tripped while undoing: q/guardrails/g");
    assertThat(guardrail(story).state()).isEqualTo("Failed");
    assertThat(guardrail(story).message()).contains("measured 0.2, needs < 0.1");
    assertThat(story.status().run().rollback().tripped()).containsExactly("q/guardrails/g");
    for (String step : new String[] {"q/u", "q/t", "p/s"}) {
      story.succeeds("rollback " + step + " #1");
    }
    story.state("RolledBack").condition("RolledBack", "True Compensated").asks();
    assertThat(story.status().run().reason()).isEqualTo("StepFailed");
    assertThat(story.status().history().get(0).rollback()).contains("tripped while undoing");
  }

  @Test
  void one_that_trips_becomes_an_event_of_its_phase() {
    Story story = watched();
    int from = story.writes();
    story.measures("q/guardrails/g@2", Verdict.FAIL, "measured 0.2, needs < 0.1");
    story.succeeds("rollback q/u #1");
    assertThat(story.writesFrom(from))
        .flatExtracting(write -> Happenings.between(write.before(), write.after(), write.at()))
        .filteredOn(GuardrailTripped.class::isInstance)
        .singleElement(InstanceOfAssertFactories.type(GuardrailTripped.class))
        .satisfies(
            tripped -> {
              assertThat(tripped.text())
                  .startsWith("guardrail q/g trips while the phase is undone: measured 0.2")
                  .endsWith("; the rollback goes on");
              assertThat(tripped.event().orElseThrow().reason()).isEqualTo("GuardrailTripped");
            });
  }

  @Test
  void one_that_began_the_rollback_watches_it_from_zero() {
    Story story = Story.of(Specs.fill(SPEC, ", duringRollback: true")).begin().succeeds("p/s #1");
    story.runs("q/t #1").measures("q/guardrails/g", Verdict.FAIL, "measured 0.2");
    story.asks("cancel step q/t #1").passes(Duration.ofSeconds(4)).cancelled("q/t #1");
    story.asks("create rollback q/t #1", "measure q/guardrails/g@2 #1");
    assertThat(story.due("q/guardrails/g@2").phaseStartedAt())
        .contains(story.due("q/guardrails/g@2").now());
    story.measures("q/guardrails/g@2", Verdict.PASS).succeeds("rollback q/t #1");
    assertThat(story.status().run().rollback().tripped()).isEmpty();
    assertThat(story.status().run().message()).contains("measured 0.2");
  }

  @Test
  void nobody_is_asked_about_one_in_doubt() {
    Story story = watched().measures("q/guardrails/g@2", Verdict.INCONCLUSIVE).askedOf();
    assertThat(guardrail(story).state()).isEqualTo("InDoubt");
    story.succeeds("rollback q/u #1").asks("create rollback q/t #1");
    assertThat(story.status().run().rollback().tripped()).isEmpty();
  }

  @Test
  void a_dry_run_that_trips_is_seen_in_its_state_alone() {
    Story story = failing(", duringRollback: true, dryRun: true");
    story.measures("q/guardrails/g@2", Verdict.FAIL);
    assertThat(guardrail(story).state()).isEqualTo("Failed");
    assertThat(story.status().run().rollback().tripped()).isEmpty();
  }

  @Test
  void it_watches_the_rollback_of_a_run_that_had_succeeded() {
    Story story = Story.of(Specs.fill(SPEC, ", duringRollback: true")).begin().succeeds("p/s #1");
    story.measures("q/guardrails/g", Verdict.PASS).succeeds("q/t #1").succeeds("q/u #1");
    story.state("Succeeded").passes(Duration.ofHours(1)).annotated("rollback", "1");
    story.asks("create rollback q/u #1", "measure q/guardrails/g@2 #1");
    story.measures("q/guardrails/g@2", Verdict.FAIL).asks("create rollback q/u #1");
    assertThat(story.status().run().rollback().tripped()).containsExactly("q/guardrails/g");
  }

  @Test
  void nothing_is_measured_while_a_rollback_is_suspended_or_once_it_has_stopped() {
    Story story = watched().runs("rollback q/u #1").suspended().asks();
    story.after(Duration.ofMinutes(1)).asks();
    Story stopped = watched().fails("rollback q/u #1", 1).asks().state("RollbackFailed");
    stopped.after(INTERVAL).asks().annotated("retry", "1");
    stopped.asks("create rollback q/u #2", "measure q/guardrails/g@2 #1");
  }
}
