package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gates of the run under decision, read from its status and written back to it. */
final class RunGates {

  private final Map<String, GateState> states = new LinkedHashMap<>();
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
      GateState.read(gate).ifPresent(state -> states.put(path + "/" + gate.name(), state));
    }
  }

  Optional<GateState> state(PlanGate gate) {
    return Optional.ofNullable(states.get(gate.owner()));
  }

  void put(PlanGate gate, GateState next) {
    states.put(gate.owner(), next);
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

  private List<GateStatus> written(List<PlanGate> gates) {
    return gates.stream()
        .flatMap(gate -> state(gate).map(state -> state.write(gate.name())).stream())
        .toList();
  }
}
