package dev.phaserollout.engine;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Reuse;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepDefaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One step as it is to be run, with the step defaults applied.
 *
 * @param dependencies names of steps of the same phase that must be done before this one starts
 * @param container what a {@code run} step runs; empty for the other kinds
 * @param pause how long a {@code wait} step waits; empty for the other kinds
 * @param gates must pass before the step counts as done
 * @param role what its Jobs are for: {@link Role#STEP}; {@link Role#ROLLBACK} where this is the
 *     compensation of the step of that name; {@link Role#GIT} where it is a Git Job; {@link
 *     Role#GATE} where its attempts are the measurements of a gate
 * @param compensation what undoes the step; empty where it has no rollback
 * @param git the Git Job after it; empty where there is none
 */
record PlanStep(
    String name,
    String phase,
    int phaseIndex,
    Step spec,
    List<String> dependencies,
    Optional<Container> container,
    Optional<Duration> pause,
    List<Map<String, Object>> templates,
    Map<String, Object> podSecurityContext,
    Duration startTimeout,
    Duration timeout,
    StepRetry retry,
    boolean isFinally,
    PlanDigest digest,
    PlanJobName jobName,
    List<PlanGate> gates,
    Role role,
    Optional<PlanStep> compensation,
    Optional<PlanStep> git) {

  static PlanStep of(
      Step step, String phase, int phaseIndex, List<String> dependencies, PhaseRolloutSpec spec) {
    StepDefaults defaults = PlanDefaults.stepDefaults(spec);
    Optional<Container> container =
        Optional.ofNullable(step.run()).map(run -> PlanDefaults.inherit(run, defaults));
    List<Map<String, Object>> templates =
        Stream.of(defaults.template(), step.template()).filter(t -> !t.isEmpty()).toList();
    return new PlanStep(
        step.name(),
        phase,
        phaseIndex,
        step,
        dependencies,
        container,
        Optional.ofNullable(step.pause())
            .map(pause -> PlanDefaults.duration(pause.duration(), Duration.ZERO)),
        templates,
        defaults.securityContext(),
        PlanDefaults.firstDuration(
            PlanDefaults.START_TIMEOUT, step.startTimeout(), defaults.startTimeout()),
        PlanDefaults.firstDuration(PlanDefaults.TIMEOUT, step.timeout(), defaults.timeout()),
        StepRetry.of(step, defaults),
        phase.equals(Plan.FINALLY) && phaseIndex == spec.phases().size(),
        new PlanDigest(step, container, templates, defaults.securityContext(), spec),
        new PlanJobName(),
        PlanGate.of(phase, step.name() + "/gates", phaseIndex, step.gates(), false, spec),
        Role.STEP,
        PlanCompensation.of(step, phase, phaseIndex, spec),
        PlanGit.after(step, phase, phaseIndex, spec));
  }

  /** A step of which nothing but its name is known any more. */
  static PlanStep unknown(String name, String phase, PhaseRolloutSpec spec) {
    Step named =
        new Step(
            name, null, null, null, null, null, null, Map.of(), List.of(), List.of(), null, null,
            null, null, null, null, null, null, List.of(), null, List.of());
    return of(named, phase, -1, List.of(), spec);
  }

  /** The same step, and what undoes it, in another place of a plan. */
  PlanStep at(String inPhase, int index, List<String> after) {
    return new PlanStep(
        name,
        inPhase,
        index,
        spec,
        after,
        container,
        pause,
        templates,
        podSecurityContext,
        startTimeout,
        timeout,
        retry,
        isFinally,
        digest,
        jobName,
        gates,
        role,
        compensation.map(undo -> undo.at(inPhase, index, List.of())),
        git);
  }

  boolean isCompensation() {
    return role == Role.ROLLBACK;
  }

  boolean isGit() {
    return role == Role.GIT;
  }

  boolean isGate() {
    return role == Role.GATE;
  }

  /** Whether it is a Git Job of the run as a whole, of that name. */
  boolean isGitOfRun(String job) {
    return isGit() && phaseIndex == PlanGit.OF_RUN && name.equals(job);
  }

  /** Whether it is part of a rollback. */
  boolean undoes() {
    return isCompensation() || isGitOfRun(PlanGit.REVERT);
  }

  boolean continueOnError() {
    return Boolean.TRUE.equals(spec.continueOnError());
  }

  /** Whether a checkpoint of an earlier run may stand in for this step. */
  boolean reusable() {
    return !isFinally && spec.reuse() != Reuse.Never;
  }
}
