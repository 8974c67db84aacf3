package dev.phaserollout.simulator;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An engine with one defect.
 *
 * @param defect what it does, as the end of a sentence that begins with "an engine that"
 * @param rule the sentence that must be found not to be true
 * @param bend makes the defective engine out of a sound one
 */
record Mutant(String defect, String rule, UnaryOperator<Function<Observation, Decision>> bend) {

  /** It decides rightly, from what is not so. */
  static Mutant blind(String defect, String rule, UnaryOperator<Observation> lie) {
    return new Mutant(defect, rule, engine -> seen -> engine.apply(lie.apply(seen)));
  }

  /** It decides rightly, and something else comes out. */
  static Mutant clumsy(
      String defect, String rule, BiFunction<Observation, Decision, Decision> spoil) {
    return new Mutant(defect, rule, engine -> seen -> spoil.apply(seen, engine.apply(seen)));
  }

  /** It decides rightly, and asks for more or for less. */
  static Mutant meddling(
      String defect, String rule, BiFunction<Observation, Decision, List<Effect>> effects) {
    return clumsy(
        defect,
        rule,
        (seen, decision) ->
            new Decision(decision.status(), effects.apply(seen, decision), decision.wake()));
  }

  /** For every Job that it creates, it asks for these too. */
  static Mutant adding(
      String defect, String rule, BiFunction<Observation, JobRequest, List<Effect>> more) {
    return meddling(
        defect,
        rule,
        (seen, decision) -> {
          List<Effect> effects = new ArrayList<>(decision.effects());
          for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.CreateJob create) {
              effects.addAll(more.apply(seen, create.job()));
            }
          }
          return effects;
        });
  }

  @Override
  public String toString() {
    return "an engine that " + defect;
  }
}
