package dev.phaserollout.simulator;

import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A mutant's engine that starts a step once more after it has finished. */
final class Forgetting implements Function<Observation, Decision> {

  private final Function<Observation, Decision> engine;
  private final Map<String, JobRequest> created = new LinkedHashMap<>();

  Forgetting(Function<Observation, Decision> engine) {
    this.engine = engine;
  }

  @Override
  public Decision apply(Observation seen) {
    Decision decision = engine.apply(seen);
    List<Effect> effects = new ArrayList<>(decision.effects());
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.CreateJob create) {
        created.put(create.job().attempt().step(), create.job());
      }
    }
    decision.status().phases().stream()
        .flatMap(phase -> phase.steps().stream())
        .filter(step -> "Succeeded".equals(step.state()))
        .map(StepStatus::name)
        .filter(created::containsKey)
        .map(created::get)
        .forEach(job -> effects.add(new Effect.CreateJob(again(job))));
    return new Decision(decision.status(), effects, decision.wake());
  }

  private static JobRequest again(JobRequest job) {
    Attempt attempt = job.attempt();
    return Surgery.job(
        job,
        job.name() + "-again",
        Surgery.attempt(attempt, attempt.phase(), attempt.step(), attempt.number() + 7));
  }
}
