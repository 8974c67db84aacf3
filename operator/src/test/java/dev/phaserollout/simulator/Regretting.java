package dev.phaserollout.simulator;

import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A mutant's engine that cancels in every decision what it created in the one before. */
final class Regretting implements Function<Observation, Decision> {

  private final Function<Observation, Decision> engine;
  private List<JobRequest> created = List.of();

  Regretting(Function<Observation, Decision> engine) {
    this.engine = engine;
  }

  @Override
  public Decision apply(Observation seen) {
    Decision decision = engine.apply(seen);
    List<Effect> effects = new ArrayList<>(decision.effects());
    created.forEach(job -> effects.add(new Effect.CancelJob(job)));
    created =
        decision.effects().stream()
            .filter(Effect.CreateJob.class::isInstance)
            .map(effect -> ((Effect.CreateJob) effect).job())
            .toList();
    return new Decision(decision.status(), effects, decision.wake());
  }
}
