package dev.phaserollout.engine;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.OnError;
import dev.phaserollout.api.OnInconclusive;
import dev.phaserollout.api.PhaseRolloutSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One gate as it is to be judged, with the defaults of Argo Rollouts' analysis wherever a name is
 * the same.
 *
 * @param owner path of the gate: {@code staging/gates/availability} or {@code
 *     staging/deploy/gates/coverage}
 * @param step the step that it belongs to, empty for a gate of a phase
 * @param guardrail whether it watches for as long as its phase works, and never passes
 * @param count measurements until it passes; empty for a bake time and for a guardrail
 * @param bake how long it goes on measuring
 * @param duringRollback whether it watches while steps of its phase are undone, too
 * @param job what measures, where a Job does
 */
record PlanGate(
    String owner,
    Optional<String> step,
    Gate spec,
    boolean guardrail,
    Duration initialDelay,
    Duration interval,
    Optional<Integer> count,
    Optional<Duration> bake,
    Optional<Duration> timeout,
    int failureLimit,
    int inconclusiveLimit,
    int consecutiveErrorLimit,
    int consecutiveSuccessLimit,
    boolean dryRun,
    boolean duringRollback,
    OnInconclusive onInconclusive,
    OnError onError,
    Optional<PlanStep> job) {

  /** As in Argo Rollouts: what could not be measured is tried again after this long. */
  static final Duration ERROR_RETRY = Duration.ofSeconds(10);

  private static final int CONSECUTIVE_ERROR_LIMIT = 4;

  /**
   * @param list where in the phase they stand: {@code gates} or {@code deploy/gates}
   */
  static List<PlanGate> of(
      String phase,
      String list,
      int phaseIndex,
      List<Gate> gates,
      boolean guardrails,
      PhaseRolloutSpec spec) {
    return gates.stream()
        .map(gate -> of(phase, list + "/" + gate.name(), phaseIndex, gate, guardrails, spec))
        .toList();
  }

  private static PlanGate of(
      String phase,
      String path,
      int phaseIndex,
      Gate gate,
      boolean guardrail,
      PhaseRolloutSpec spec) {
    Optional<Duration> bake = PlanDefaults.optional(gate.duration());
    Optional<Integer> count =
        guardrail || bake.isPresent() ? Optional.empty() : Optional.of(or(gate.count(), 1));
    return new PlanGate(
        phase + "/" + path,
        GatePath.step(path),
        gate,
        guardrail,
        PlanDefaults.duration(gate.initialDelay(), Duration.ZERO),
        PlanDefaults.duration(gate.interval(), ERROR_RETRY),
        count,
        bake,
        PlanDefaults.optional(gate.timeout()),
        or(gate.failureLimit(), 0),
        or(gate.inconclusiveLimit(), 0),
        or(gate.consecutiveErrorLimit(), CONSECUTIVE_ERROR_LIMIT),
        guardrail ? 0 : or(gate.consecutiveSuccessLimit(), 0),
        Boolean.TRUE.equals(gate.dryRun()),
        guardrail && Boolean.TRUE.equals(gate.duringRollback()),
        gate.onInconclusive() == null ? OnInconclusive.Ask : gate.onInconclusive(),
        gate.onError() == null ? OnError.Ask : gate.onError(),
        PlanGateJob.of(gate, phase, path, phaseIndex, spec));
  }

  private static int or(@Nullable Integer written, int otherwise) {
    return written == null ? otherwise : written;
  }

  String name() {
    return spec.name();
  }

  /** The phase that it belongs to. */
  String phase() {
    return owner.substring(0, owner.indexOf('/'));
  }

  /** Whether a measurement that passes brings the gate nearer to its end. */
  boolean passesCount() {
    return count.isPresent() || consecutiveSuccessLimit > 0;
  }
}
