package dev.phaserollout.simulator;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.simulator.cluster.History;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds in a history the rare things that gates do. */
final class GateRarities {

  private GateRarities() {}

  static void count(History history, Tally tally) {
    Set<MeasurementRequest.Key> taken = new HashSet<>();
    for (History.Measured one : history.measurements()) {
      tally.countIf(!taken.add(one.key()), Sometimes.MEASURED_BY_TWO_LEADERS);
    }
    for (History.Write write : history.writes()) {
      RunStatus run = write.after().getStatus().run();
      String reason = run == null || run.completedAt() == null ? "" : String.valueOf(run.reason());
      tally.countIf(reason.equals("GateFailed"), Sometimes.GATE_FAILED_A_RUN);
      tally.countIf(reason.equals("GuardrailTripped"), Sometimes.GUARDRAIL_TRIPPED);
      write.after().getStatus().phases().forEach(phase -> count(phase, tally));
    }
  }

  private static void count(PhaseStatus phase, Tally tally) {
    count(phase.entryGates(), tally, Sometimes.ENTERED_THROUGH_A_GATE);
    if ("Succeeded".equals(phase.state())) {
      count(phase.gates(), tally, Sometimes.ACCEPTED_THROUGH_A_GATE);
    }
    for (StepStatus step : phase.steps()) {
      count(step.gates(), tally, Sometimes.STEP_PASSED_ITS_GATES);
      boolean rebased = step.git() != null && Outcome.Rebased.name().equals(step.git().reason());
      tally.countIf(
          rebased || (step.commit() != null && anyRound(step.gates())),
          Sometimes.COMMIT_JUDGED_AGAIN);
    }
    tally.countIf(
        anyRound(phase.entryGates()) || anyRound(phase.guardrails()) || anyRound(phase.gates()),
        Sometimes.GATE_MEASURED_ANEW);
  }

  private static void count(List<GateStatus> gates, Tally tally, Sometimes passed) {
    for (GateStatus gate : gates) {
      String job = gate.job() == null ? "" : String.valueOf(gate.job().state());
      tally.countIf(job.equals("Succeeded"), Sometimes.GATE_MEASURED_BY_A_JOB);
      tally.countIf(job.equals("Cancelling"), Sometimes.GATE_JOB_CANCELLED);
      tally.countIf("Passed".equals(gate.state()), passed);
    }
  }

  private static boolean anyRound(List<GateStatus> gates) {
    return gates.stream().anyMatch(gate -> gate.round() != null && gate.round() > 1);
  }
}
