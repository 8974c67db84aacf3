package dev.phaserollout.engine;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.OnLost;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepDefaults;
import dev.phaserollout.api.StepRollback;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The compensation of a step as a step of its own: it has attempts, a timeout and a Job of its own,
 * and takes image, environment, working directory, account and pod template from the step that it
 * undoes.
 */
final class PlanCompensation {

  private PlanCompensation() {}

  static Optional<PlanStep> of(Step step, String phase, int phaseIndex, PhaseRolloutSpec spec) {
    StepRollback rollback = step.rollback();
    return rollback == null
        ? Optional.empty()
        : Optional.of(plan(step, rollback, phase, phaseIndex, spec));
  }

  private static PlanStep plan(
      Step step, StepRollback rollback, String phase, int phaseIndex, PhaseRolloutSpec spec) {
    StepDefaults defaults = PlanDefaults.stepDefaults(spec);
    Container run =
        PlanDefaults.inherit(
            step.run() == null
                ? rollback.run()
                : PlanDefaults.inherit(with(rollback.run(), step.run()), asDefaults(step.run())),
            defaults);
    Step undone = undone(step, rollback);
    return new PlanStep(
        step.name(),
        phase,
        phaseIndex,
        undone,
        List.of(),
        Optional.of(run),
        Optional.empty(),
        Stream.of(defaults.template(), step.template()).filter(t -> !t.isEmpty()).toList(),
        defaults.securityContext(),
        PlanDefaults.firstDuration(
            PlanDefaults.START_TIMEOUT, step.startTimeout(), defaults.startTimeout()),
        PlanDefaults.firstDuration(PlanDefaults.TIMEOUT, undone.timeout(), defaults.timeout()),
        StepRetry.of(undone, defaults),
        false,
        new PlanDigest(undone, Optional.of(run), List.of(), Map.of(), spec),
        new PlanJobName(),
        List.of(),
        Role.ROLLBACK,
        Optional.empty(),
        Optional.empty());
  }

  /** What the defaults of a spec cannot give: it comes from the step as a whole or not at all. */
  private static Container with(Container own, Container step) {
    return new Container(
        own.image(),
        own.command(),
        own.args(),
        own.env(),
        own.envFrom().isEmpty() ? step.envFrom() : own.envFrom(),
        own.workingDir() == null ? step.workingDir() : own.workingDir(),
        own.resources(),
        own.serviceAccountName());
  }

  private static StepDefaults asDefaults(Container run) {
    return new StepDefaults(
        run.image(),
        run.serviceAccountName(),
        null,
        null,
        null,
        run.env(),
        run.resources(),
        Map.of(),
        Map.of());
  }

  /**
   * Where the fate of a compensation cannot be known a person has to look, whatever the step says.
   */
  private static Step undone(Step step, StepRollback rollback) {
    @Nullable String timeout = rollback.timeout() == null ? step.timeout() : rollback.timeout();
    return new Step(
        step.name(),
        null,
        null,
        null,
        rollback.run(),
        null,
        null,
        step.template(),
        step.inputs(),
        List.of(),
        timeout,
        step.startTimeout(),
        rollback.retry() == null ? step.retry() : rollback.retry(),
        step.disruptionLimit(),
        OnLost.Fail,
        null,
        null,
        null,
        List.of(),
        null,
        List.of());
  }
}
