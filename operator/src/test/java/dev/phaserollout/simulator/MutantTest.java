package dev.phaserollout.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.simulator.invariant.Invariant;
import dev.phaserollout.simulator.invariant.Invariants;
import dev.phaserollout.simulator.invariant.PassLaw;
import dev.phaserollout.simulator.invariant.PassLaws;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that no defect can break proves nothing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MutantTest {

  private static final int SEEDS_MOST = 2000;

  @ParameterizedTest
  @MethodSource("mutants")
  void is_found_out(Mutant mutant) {
    Function<Observation, Decision> engine =
        mutant.bend().apply(new Engine(new LiteralExpressions())::decide);
    boolean found = false;
    for (int seed = 1; seed <= SEEDS_MOST && !found; seed++) {
      found =
          new Schedule(seed, engine, false)
              .stubbornly().play().breaches().stream()
                  .anyMatch(breach -> breach.rule().equals(mutant.rule()));
    }
    assertThat(found).as("found out within " + SEEDS_MOST + " seeds").isTrue();
  }

  @Test
  void there_is_one_for_every_rule() {
    List<String> rules =
        Stream.concat(
                Invariants.ALL.stream().map(Invariant::sentence),
                PassLaws.ALL.stream().map(PassLaw::sentence))
            .toList();
    assertThat(Mutants.all().map(Mutant::rule)).containsAll(rules);
  }

  static Stream<Mutant> mutants() {
    return Mutants.all();
  }
}
