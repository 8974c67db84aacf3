package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables that every container of a step gets beside its own. */
final class StepEnvironment {

  private StepEnvironment() {}

  static Map<String, String> of(RunState run, PlanStep step, Attempt attempt) {
    Map<String, String> env = new LinkedHashMap<>();
    RunStatus of = run.run();
    env.put("PHASEROLLOUT_NAME", run.draft().rolloutName());
    env.put("PHASEROLLOUT_NAMESPACE", run.draft().seen().rollout().getMetadata().getNamespace());
    env.put("PHASEROLLOUT_UID", attempt.rolloutUid());
    env.put("PHASEROLLOUT_RUN", String.valueOf(attempt.run()));
    env.put("PHASEROLLOUT_PHASE", attempt.phase());
    env.put("PHASEROLLOUT_STEP", attempt.ofStep().orElse(""));
    attempt.gate().ifPresent(gate -> env.put("PHASEROLLOUT_GATE", gate));
    env.put("PHASEROLLOUT_ATTEMPT", String.valueOf(attempt.number()));
    Plan plan = run.planOf(step);
    env.put("PHASEROLLOUT_RELEASE", plan.release());
    env.put(
        "PHASEROLLOUT_PREVIOUS_RELEASE", of.previousRelease() == null ? "" : of.previousRelease());
    env.put("PHASEROLLOUT_IDEMPOTENCY_KEY", PlanNames.idempotencyKey(attempt));
    if ((step.isFinally() || step.isCompensation()) && of.result() != null) {
      env.put("PHASEROLLOUT_RESULT", of.result());
    }
    if (!step.isGit() && of.commit() != null) {
      env.put("PHASEROLLOUT_COMMIT", of.commit());
    }
    // What the step does belongs to its attempt in the trace, not to the run beside it.
    TraceContext.of(of)
        .filter(trace -> !step.isGit())
        .map(trace -> span(trace, attempt))
        .ifPresent(trace -> env.put("TRACEPARENT", trace.traceparent()));
    plan.params().forEach((name, value) -> env.put(SpecVariables.named("PARAM_", name), value));
    plan.spec()
        .standards()
        .forEach(
            standard ->
                env.put(SpecVariables.named("STANDARD_", standard.intent()), standard.path()));
    StepInputs.resolve(run, step).values().forEach(env::put);
    outputs(run, step)
        .forEach((name, value) -> env.put(SpecVariables.named("OUTPUT_", name), value));
    return env;
  }

  /** What the step gave that is undone or judged. */
  private static Map<String, String> outputs(RunState run, PlanStep step) {
    if (step.isCompensation()) {
      return StepInputs.recorded(run, step);
    }
    return step.isGate()
        ? judged(run, step).map(StepState.Measuring::outputs).orElse(Map.of())
        : Map.of();
  }

  /** The step that is being judged by a gate of its own. */
  static Optional<StepState.Measuring> judged(RunState run, PlanStep gateJob) {
    return GatePath.step(gateJob.name())
        .flatMap(name -> run.plan().step(name))
        .map(run::step)
        .filter(StepState.Measuring.class::isInstance)
        .map(StepState.Measuring.class::cast);
  }

  private static TraceContext span(TraceContext run, Attempt attempt) {
    return switch (attempt.role()) {
      case ROLLBACK -> run.compensationAttempt(attempt.phase(), attempt.step(), attempt.number());
      case GATE ->
          attempt
              .ofStep()
              .map(step -> run.step(attempt.phase(), step))
              .orElseGet(() -> run.phase(attempt.phase()));
      case STEP, GIT -> run.attempt(attempt.phase(), attempt.step(), attempt.number());
    };
  }
}
