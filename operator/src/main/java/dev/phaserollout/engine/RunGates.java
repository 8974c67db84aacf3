package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.api.WorkStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gates of the run under decision, read from its status and written back to it. */
final class RunGates {

  private final Map<String, GateState> states = new LinkedHashMap<>();
  private final Map<String, StepState> jobs = new LinkedHashMap<>();
  private final Map<PlanGate, GateState> watched = new LinkedHashMap<>();

  RunGates(Plan plan, List<PhaseStatus> phases) {
    if (plan.gates().isEmpty()) {
      return;
    }
    for (PhaseStatus phase : phases) {
      read(phase.name() + "/entryGates", phase.entryGates());
      read(phase.name() + "/guardrails", phase.guardrails());
      read(phase.name() + "/gates", phase.gates());
      for (StepStatus step : phase.steps()) {
        read(phase.name() + "/" + step.name() + "/gates", step.gates());
      }
    }
  }

  private void read(String path, List<GateStatus> gates) {
    for (GateStatus gate : gates) {
      String owner = path + "/" + gate.name();
      GateState.read(gate).ifPresent(state -> states.put(owner, state));
      WorkCodec.measuring(gate).ifPresent(state -> jobs.put(owner, state));
    }
  }

  Optional<GateState> state(PlanGate gate) {
    return Optional.ofNullable(states.get(gate.owner()));
  }

  void put(PlanGate gate, GateState next) {
    states.put(gate.owner(), next);
  }

  /** Where the newest measurement by a Job stands. */
  @Nullable StepState state(PlanStep job) {
    return jobs.get(owner(job));
  }

  void put(PlanStep job, StepState next) {
    jobs.put(owner(job), next);
  }

  private static String owner(PlanStep job) {
    return job.phase() + "/" + job.name();
  }

  void watch(PlanGate gate, GateState seen) {
    watched.put(gate, seen);
  }

  Map<PlanGate, GateState> watched() {
    return watched;
  }

  PhaseState.Gates written(PlanPhase phase) {
    return new PhaseState.Gates(
        written(phase.entryGates()), written(phase.guardrails()), written(phase.gates()));
  }

  StepStatus written(PlanStep step, StepStatus status) {
    return step.gates().isEmpty() ? status : StepFields.with(status, written(step.gates()));
  }

  private @Nullable WorkStatus job(PlanGate gate) {
    StepState state = jobs.get(gate.owner());
    return state == null ? null : WorkCodec.write(gate.name(), state);
  }

  private List<GateStatus> written(List<PlanGate> gates) {
    return gates.stream()
        .flatMap(gate -> state(gate).map(state -> state.write(gate.name(), job(gate))).stream())
        .toList();
  }
}
