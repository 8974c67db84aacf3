package dev.phaserollout.engine;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.Gate;
import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.MeasurementStatus;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.errand.ReleaseRecord;
import dev.phaserollout.errand.ReleaseRecord.ApprovalRecord;
import dev.phaserollout.errand.ReleaseRecord.Metric;
import dev.phaserollout.errand.ReleaseRecord.PhaseRecord;
import dev.phaserollout.errand.ReleaseRecord.StepRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a release: the checkpoint file of a completed run, made from its status.
 */
public final class ReleaseRecords {

  /** An output of this name, or of one that begins with it, is a risk that is left to watch. */
  private static final String RISK = "risk";

  private final PhaseRolloutSpec spec;
  private final RunStatus run;
  private final List<PhaseStatus> phases;

  private ReleaseRecords(PhaseRolloutSpec spec, RunStatus run, List<PhaseStatus> phases) {
    this.spec = spec;
    this.run = run;
    this.phases = phases;
  }

  /** The record of a run whose phases are all done, from the states as they will be stored. */
  static ReleaseRecord of(RunState run, PlanStep complete) {
    Instant since =
        StepCodec.tally(StepCodec.write(complete.name(), run.step(complete)))
            .map(StepTally::firstStartedAt)
            .orElse(run.now());
    return new ReleaseRecords(run.plan().spec(), run.run(), run.written())
        .record(
            name(run.draft().name().namespace(), run.draft().rolloutName()),
            RunResult.SUCCEEDED.word(),
            StatusTime.text(since));
  }

  /**
   * The record of the newest run, whatever has become of it.
   *
   * @param namespace of the rollout; empty for a local run
   * @param spec what the run was accepted with
   * @param phases where they stand
   */
  public static ReleaseRecord of(
      String namespace,
      String name,
      PhaseRolloutSpec spec,
      RunStatus run,
      List<PhaseStatus> phases) {
    return new ReleaseRecords(spec, run, phases)
        .record(
            name(namespace, name),
            run.result() == null ? "Running" : run.result(),
            run.completedAt() == null ? "" : run.completedAt());
  }

  private static String name(String namespace, String name) {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  private ReleaseRecord record(String rollout, String status, String completedAt) {
    return new ReleaseRecord(
        rollout,
        PlanDefaults.releaseOf(spec),
        run.number(),
        status,
        run.startedAt() == null ? "" : run.startedAt(),
        completedAt,
        run.baseCommit(),
        phases.stream().map(ReleaseRecords::phase).toList(),
        metrics(),
        run.answers().stream().map(ReleaseRecords::approval).toList(),
        phases.stream()
            .flatMap(phase -> phase.steps().stream())
            .flatMap(ReleaseRecords::risks)
            .toList());
  }

  private static PhaseRecord phase(PhaseStatus phase) {
    return new PhaseRecord(
        phase.name(),
        word(phase.state()),
        phase.steps().stream()
            .map(step -> new StepRecord(step.name(), word(step.state()), step.commit()))
            .toList());
  }

  private static String word(@Nullable String state) {
    return state == null ? "Pending" : state;
  }

  private List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (PhaseStatus phase : phases) {
      Phase written =
          spec.phases().stream()
              .filter(known -> known.name().equals(phase.name()))
              .findFirst()
              .orElse(null);
      if (written == null) {
        continue;
      }
      add(phase.name(), phase.entryGates(), written.entryGates(), metrics);
      for (StepStatus step : phase.steps()) {
        written.steps().stream()
            .filter(known -> known.name().equals(step.name()))
            .map(Step::gates)
            .forEach(gates -> add(phase.name() + "/" + step.name(), step.gates(), gates, metrics));
      }
      add(phase.name(), phase.guardrails(), written.guardrails(), metrics);
      add(phase.name(), phase.gates(), written.gates(), metrics);
    }
    return metrics;
  }

  private static void add(
      String path, List<GateStatus> stored, List<Gate> written, List<Metric> metrics) {
    for (GateStatus gate : stored) {
      List<MeasurementStatus> taken = gate.measurements();
      if (!taken.isEmpty()) {
        MeasurementStatus last = taken.get(taken.size() - 1);
        metrics.add(
            new Metric(
                path + "/" + gate.name(),
                Stream.of(last.value(), last.message())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(last.verdict()),
                written.stream()
                    .filter(known -> known.name().equals(gate.name()))
                    .map(ReleaseRecords::needed)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null)));
      }
    }
  }

  private static @Nullable String needed(Gate gate) {
    if (gate.successCondition() != null) {
      return gate.successCondition();
    }
    return gate.failureCondition() == null ? null : "not " + gate.failureCondition();
  }

  private static ApprovalRecord approval(AnswerStatus answer) {
    return new ApprovalRecord(
        answer.question() == null ? "" : answer.question(),
        answer.by(),
        answer.decision() == null ? "" : answer.decision(),
        answer.time() == null ? "" : answer.time());
  }

  private static Stream<String> risks(StepStatus step) {
    Map<String, String> outputs = step.outputs() == null ? Map.of() : step.outputs();
    return new TreeMap<>(outputs)
        .entrySet().stream()
            .filter(output -> output.getKey().startsWith(RISK))
            .flatMap(output -> output.getValue().lines())
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(line -> step.name() + ": " + line);
  }
}
