package dev.phaserollout.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.Observation;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The fixed batch of the build; {@code -Dsimulator.seeds} and {@code -Dsimulator.from} play
 * another.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatorTest {

  private static final long SEEDS_IN_THE_BUILD = 3000;

  private final long from = Long.getLong("simulator.from", 1);
  private final long seeds = Long.getLong("simulator.seeds", SEEDS_IN_THE_BUILD);
  private Batch.Result batch;

  @BeforeAll
  void play_the_batch() {
    batch = new Batch(SimulatorTest::engine).play(from, seeds, 2);
  }

  @Test
  void every_schedule_keeps_every_invariant_and_comes_to_an_end() {
    assertThat(batch.failures())
        .withFailMessage(
            () ->
                batch.failed()
                    + " of "
                    + batch.schedules()
                    + " schedules failed; the first:\n"
                    + FailureReport.of(batch.failures().get(0).seed(), engine()))
        .isEmpty();
  }

  @Test
  void every_rare_move_happens_somewhere_in_the_batch() {
    if (seeds >= SEEDS_IN_THE_BUILD) {
      assertThat(batch.tally().never()).isEmpty();
    }
  }

  @Test
  void the_same_seed_plays_the_same_schedule() {
    Verdict once = new Schedule(from, engine(), true).play();
    Verdict again = new Schedule(from, engine(), true).play();
    assertThat(again.trace()).isNotEmpty().isEqualTo(once.trace());
  }

  private static Function<Observation, Decision> engine() {
    return new Engine(new LiteralExpressions())::decide;
  }
}
