package dev.phaserollout.simulator;

import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A mutant's engine that does or undoes a step once more after that has ended well. */
final class Forgetting implements Function<Observation, Decision> {

  /** More than one, since an early pass may end the first before it starts. */
  private static final int NAMES = 20;

  private final Function<Observation, Decision> engine;
  private final Role role;
  private int decisions;
  private final Map<String, JobRequest> created = new LinkedHashMap<>();

  Forgetting(Function<Observation, Decision> engine, Role role) {
    this.engine = engine;
    this.role = role;
  }

  @Override
  public Decision apply(Observation seen) {
    Decision decision = engine.apply(seen);
    List<Effect> effects = new ArrayList<>(decision.effects());
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.CreateJob create && create.job().attempt().role() == role) {
        created.put(create.job().attempt().step(), create.job());
      }
    }
    decision.status().phases().stream()
        .flatMap(phase -> phase.steps().stream())
        .filter(step -> "Succeeded".equals(stateOf(step)))
        .map(StepStatus::name)
        .filter(created::containsKey)
        .map(created::get)
        .map(this::again)
        .forEach(job -> effects.add(new Effect.CreateJob(job)));
    return new Decision(decision.status(), effects, decision.wake());
  }

  private String stateOf(StepStatus step) {
    if (role == Role.STEP) {
      return String.valueOf(step.state());
    }
    return step.rollback() == null ? "" : String.valueOf(step.rollback().state());
  }

  private JobRequest again(JobRequest job) {
    decisions = (decisions + 1) % NAMES;
    Attempt attempt = job.attempt();
    return Surgery.job(
        job,
        job.name() + "-again" + decisions,
        Surgery.attempt(
            attempt, attempt.phase(), attempt.step(), attempt.number() + 7 + decisions));
  }
}
