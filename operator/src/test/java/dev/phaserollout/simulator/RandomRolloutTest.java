package dev.phaserollout.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.SpecRules;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A schedule of a spec that nobody could apply would prove nothing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RandomRolloutTest {

  private static final int SEEDS = 500;
  private static final int EDITS = 4;

  @Test
  void every_spec_that_is_drawn_and_every_edit_of_it_is_valid() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Dice dice = new Dice(seed);
      PhaseRolloutSpec spec = RandomRollout.drawn(dice);
      for (int edit = 1; edit <= EDITS; edit++) {
        assertThat(SpecRules.check(SpecRules.Where.CLUSTER, "shop", spec, new LiteralExpressions()))
            .as(SpecLine.of(spec))
            .isEmpty();
        spec = new RandomEdit(dice, edit).of(spec);
      }
    }
  }
}
