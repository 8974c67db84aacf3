package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.VerdictCounts;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What has been measured by then counts, whether a status has counted it or not. */
final class TripsWin implements PassLaw {

  @Override
  public String sentence() {
    return "no phase is accepted beside a guardrail that is seen to have tripped";
  }

  @Override
  public List<String> evidence(PassSeen pass) {
    List<String> found = new ArrayList<>();
    PhaseRolloutStatus before = pass.seen().rollout().getStatus();
    if (pass.seen().revision().isEmpty() || before.run() == null || !pass.changesStatus()) {
      return found;
    }
    Map<String, Gate> gates = Gates.of(pass.seen().revision().get().spec());
    Map<String, GateStatus> shown = Gates.of(before);
    for (PhaseStatus phase : before.phases()) {
      if ("Running".equals(phase.state()) && accepted(pass, phase)) {
        shown.forEach(
            (path, gate) -> {
              Gate rule = gates.get(path);
              if (path.startsWith(phase.name() + Gates.GUARDRAIL)
                  && rule != null
                  && !Boolean.TRUE.equals(rule.dryRun())
                  && tripped(pass, path, gate, rule)) {
                found.add(phase.name() + " is accepted, and " + path + " was " + gate);
              }
            });
      }
    }
    return found;
  }

  private static boolean accepted(PassSeen pass, PhaseStatus phase) {
    return pass.decision().status().run() != null
        && pass.decision().status().run().number()
            == pass.seen().rollout().getStatus().run().number()
        && pass.decision().status().phases().stream()
            .anyMatch(one -> one.name().equals(phase.name()) && "Succeeded".equals(one.state()));
  }

  private static boolean tripped(PassSeen pass, String path, GateStatus gate, Gate rule) {
    VerdictCounts counts = gate.counts();
    int failed = counts == null ? 0 : counts.fail();
    int sequence =
        counts == null
            ? 1
            : counts.pass() + counts.fail() + counts.inconclusive() + counts.error() + 1;
    boolean measuring = "Measuring".equals(gate.state());
    while (measuring) {
      Measurement next = pass.seen().world().measurements().get(key(pass, path, gate, sequence));
      measuring =
          next != null && next.verdict() != Verdict.ERROR && next.verdict() != Verdict.INCONCLUSIVE;
      failed += measuring && next.verdict() == Verdict.FAIL ? 1 : 0;
      sequence++;
    }
    return "Failed".equals(gate.state())
        || failed > (rule.failureLimit() == null ? 0 : rule.failureLimit());
  }

  private static MeasurementRequest.Key key(
      PassSeen pass, String path, GateStatus gate, int sequence) {
    return new MeasurementRequest.Key(
        pass.seen().rollout().getMetadata().getUid(),
        pass.seen().rollout().getStatus().run().number(),
        Gates.filed(path, Gates.round(gate)),
        sequence);
  }
}
