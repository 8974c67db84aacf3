package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Role;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Measured;
import dev.phaserollout.simulator.cluster.PodRun;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gates by their path, as specs have them and as statuses show them, and what was measured. */
final class Gates {

  static final String ENTRY = "/entryGates/";
  static final String GUARDRAIL = "/guardrails/";
  static final String GATE = "/gates/";

  private Gates() {}

  static Map<String, GateStatus> of(PhaseRolloutStatus status) {
    Map<String, GateStatus> gates = new LinkedHashMap<>();
    for (PhaseStatus phase : status.phases()) {
      phase.entryGates().forEach(gate -> gates.put(phase.name() + ENTRY + gate.name(), gate));
      phase.guardrails().forEach(gate -> gates.put(phase.name() + GUARDRAIL + gate.name(), gate));
      phase.gates().forEach(gate -> gates.put(phase.name() + GATE + gate.name(), gate));
      for (StepStatus step : phase.steps()) {
        String path = phase.name() + "/" + step.name() + GATE;
        step.gates().forEach(gate -> gates.put(path + gate.name(), gate));
      }
    }
    return gates;
  }

  static Map<String, Gate> of(PhaseRolloutSpec spec) {
    Map<String, Gate> gates = new LinkedHashMap<>();
    for (Phase phase : spec.phases()) {
      phase.entryGates().forEach(gate -> gates.put(phase.name() + ENTRY + gate.name(), gate));
      phase.guardrails().forEach(gate -> gates.put(phase.name() + GUARDRAIL + gate.name(), gate));
      phase.gates().forEach(gate -> gates.put(phase.name() + GATE + gate.name(), gate));
      for (Step step : phase.steps()) {
        String path = phase.name() + "/" + step.name() + GATE;
        step.gates().forEach(gate -> gates.put(path + gate.name(), gate));
      }
    }
    return gates;
  }

  static int round(GateStatus gate) {
    return gate.round() == null ? 1 : gate.round();
  }

  /** Where a gate's measurements of one round are filed. */
  static String filed(String path, int round) {
    return round == 1 ? path : path + "@" + round;
  }

  static boolean passed(GateStatus gate) {
    return "Passed".equals(gate.state());
  }

  /** What was measured of a round before a version, by whichever leader. */
  static List<Measured> measured(History history, int run, String path, int round, int version) {
    String owner = filed(path, round);
    Stream<Measured> asked =
        history.measurements().stream()
            .filter(one -> one.version() < version && one.key().run() == run)
            .filter(one -> one.key().owner().equals(owner));
    Stream<Measured> runJobs =
        jobs(history, run, path, version).stream().flatMap(pod -> measured(pod, owner).stream());
    return Stream.concat(asked, runJobs).toList();
  }

  /** The pods that a gate was measured by, whatever round they were for. */
  static List<PodRun> jobs(History history, int run, String path, int version) {
    return history.pods().stream()
        .filter(pod -> pod.attempt().role() == Role.GATE && pod.version() < version)
        .filter(pod -> pod.attempt().run() == run)
        .filter(pod -> path.equals(pod.attempt().phase() + "/" + pod.attempt().step()))
        .toList();
  }

  private static Optional<Measured> measured(PodRun pod, String owner) {
    Attempt attempt = pod.attempt();
    MeasurementRequest.Key key =
        new MeasurementRequest.Key(attempt.rolloutUid(), attempt.run(), owner, attempt.number());
    return verdict(pod)
        .map(verdict -> new Measurement(Instant.EPOCH, verdict, "", ""))
        .map(measurement -> new Measured(pod.move(), pod.version(), key, measurement));
  }

  private static Optional<Verdict> verdict(PodRun pod) {
    if (pod.endedWell()) {
      return Optional.of(Verdict.PASS);
    }
    return pod.outcome()
        .map(how -> how instanceof AttemptOutcome.Failed ? Verdict.FAIL : Verdict.ERROR);
  }

  /** Whether a person has decided so about a gate in this run, before a version. */
  static boolean said(History history, int run, String path, String decision, int version) {
    return history.answers().stream()
        .filter(given -> given.version() < version)
        .map(History.AnswerGiven::answer)
        .anyMatch(
            answer ->
                answer.run() == run
                    && answer.question().equals(path)
                    && answer.decision().equals(decision));
  }
}
