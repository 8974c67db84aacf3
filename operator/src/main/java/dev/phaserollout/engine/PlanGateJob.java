package dev.phaserollout.engine;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.JobSource;
import dev.phaserollout.api.OnLost;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepDefaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Job of a gate as a step of role {@link Role#GATE}, whose attempts are the measurements. It
 * takes image, environment, account, times and pod template from the step defaults. It is never
 * tried again: what follows from a measurement is for the gate to say.
 */
final class PlanGateJob {

  private static final StepRetry NEVER =
      new StepRetry(0, StepRetry.BACKOFF, 1, StepRetry.MAX_BACKOFF, List.of(), 0, OnLost.Fail);

  private PlanGateJob() {}

  /**
   * @param path where in its phase the gate stands, by {@link GatePath}
   */
  static Optional<PlanStep> of(
      Gate gate, String phase, String path, int phaseIndex, PhaseRolloutSpec spec) {
    return Optional.ofNullable(gate.job()).map(job -> of(job, phase, path, phaseIndex, spec));
  }

  private static PlanStep of(
      JobSource job, String phase, String path, int phaseIndex, PhaseRolloutSpec spec) {
    StepDefaults defaults = PlanDefaults.stepDefaults(spec);
    Step step = PlanGit.nothingBut(path);
    return new PlanStep(
        path,
        phase,
        phaseIndex,
        step,
        List.of(),
        Optional.of(PlanDefaults.inherit(job.run(), defaults)),
        Optional.empty(),
        Stream.of(defaults.template(), job.template()).filter(t -> !t.isEmpty()).toList(),
        defaults.securityContext(),
        PlanDefaults.duration(defaults.startTimeout(), PlanDefaults.START_TIMEOUT),
        PlanDefaults.duration(defaults.timeout(), PlanDefaults.TIMEOUT),
        NEVER,
        false,
        new PlanDigest(step, Optional.empty(), List.of(), Map.of(), spec),
        new PlanJobName(),
        List.of(),
        Role.GATE,
        Optional.empty(),
        Optional.empty());
  }
}
