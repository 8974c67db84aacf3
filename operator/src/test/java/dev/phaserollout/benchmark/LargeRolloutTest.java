package dev.phaserollout.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.simulator.LiteralExpressions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A benchmark of something else than it says would be worse than none. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LargeRolloutTest {

  private final Engine engine = new Engine(new LiteralExpressions());

  @Test
  void half_of_the_400_steps_are_done_and_a_quiet_decision_changes_nothing() {
    Observation seen = LargeRollout.quietInTheMiddle();
    Decision decision = engine.decide(seen);
    assertThat(decision.status()).isEqualTo(seen.rollout().getStatus());
    assertThat(decision.effects()).isEmpty();
    assertThat(seen.rollout().getStatus().phases()).hasSize(LargeRollout.PHASES);
    assertThat(
            seen.rollout().getStatus().phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .filter(step -> "Succeeded".equals(step.state()))
                .count())
        .isEqualTo(LargeRollout.PHASES * LargeRollout.STEPS / 2);
  }

  @Test
  void a_step_that_ended_leads_to_one_write_and_one_create() {
    Observation seen = LargeRollout.stepEndedInTheMiddle();
    Decision decision = engine.decide(seen);
    assertThat(decision.status()).isNotEqualTo(seen.rollout().getStatus());
    assertThat(decision.effects()).hasSize(1);
    assertThat(decision.effects().get(0)).hasToString("create step phase-8/step-8-1 #1");
  }
}
