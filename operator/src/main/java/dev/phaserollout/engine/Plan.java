package dev.phaserollout.engine;

import dev.phaserollout.api.Parameter;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a revision means: every default applied, every dependency resolved, ready to be walked.
 *
 * <p>Built once a revision and shared between decisions. The spec it is built from has passed
 * preflight; where it has not, building still succeeds and what is unreadable takes its default,
 * since a stored object must never stop the operator.
 */
final class Plan {

  /**
   * The name under which finally steps are grouped; no user phase competes, step names are unique.
   */
  static final String FINALLY = "finally";

  private final PhaseRolloutSpec spec;
  private final List<PlanPhase> phases;
  private final PlanPhase finallyPhase;
  private final List<PlanStep> compensations;
  private final Optional<PlanGit> git;
  private final List<PlanStep> gitJobs;
  private final List<PlanGate> gates;
  private final List<PlanGate> gateJobs;
  private final ChangeWindows windows;
  private final Map<String, PlanStep> byName = new LinkedHashMap<>();

  Plan(PhaseRolloutSpec spec) {
    this.spec = spec;
    List<PlanPhase> ordered = new ArrayList<>();
    for (Phase phase : spec.phases()) {
      ordered.add(PlanPhase.of(phase, spec, ordered.size()));
    }
    this.phases = List.copyOf(ordered);
    this.finallyPhase = PlanPhase.ofFinally(spec, ordered.size());
    List<PlanStep> undoing = new ArrayList<>();
    for (PlanPhase phase : phases) {
      phase.steps().forEach(step -> step.compensation().ifPresent(undo -> undoing.add(0, undo)));
    }
    this.compensations = List.copyOf(undoing);
    this.git = PlanGit.of(spec);
    this.gitJobs =
        Stream.concat(
                git.stream().flatMap(PlanGit::ofRun),
                phases.stream()
                    .flatMap(phase -> phase.steps().stream())
                    .flatMap(step -> step.git().stream()))
            .toList();
    this.gates =
        phases.stream()
            .flatMap(
                phase ->
                    Stream.concat(
                        Stream.of(phase.entryGates(), phase.guardrails(), phase.gates()),
                        phase.steps().stream().map(PlanStep::gates)))
            .flatMap(List::stream)
            .toList();
    this.gateJobs = gates.stream().filter(gate -> gate.job().isPresent()).toList();
    this.windows = ChangeWindows.of(spec.windows());
    for (PlanPhase phase : phases) {
      phase.steps().forEach(step -> byName.putIfAbsent(step.name(), step));
    }
    finallyPhase.steps().forEach(step -> byName.putIfAbsent(step.name(), step));
  }

  PhaseRolloutSpec spec() {
    return spec;
  }

  List<PlanPhase> phases() {
    return phases;
  }

  PlanPhase finallyPhase() {
    return finallyPhase;
  }

  Optional<PlanStep> step(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Every gate of phases and steps. */
  List<PlanGate> gates() {
    return gates;
  }

  /** The gates that are measured by a Job. */
  List<PlanGate> gateJobs() {
    return gateJobs;
  }

  /** What undoes the steps of the phases, in the reverse order of those steps. */
  List<PlanStep> compensations() {
    return compensations;
  }

  /** What is done in Git for the run as a whole; empty where it has no workspace. */
  Optional<PlanGit> git() {
    return git;
  }

  /** What takes the commits of a run back; empty where it has no workspace. */
  Optional<PlanStep> revert() {
    return git.map(PlanGit::revert);
  }

  /** Every Git Job that is no part of a step's pod. */
  List<PlanStep> gitJobs() {
    return gitJobs;
  }

  /** Every step in the order of the spec, finally steps last. */
  Iterable<PlanStep> steps() {
    return byName.values();
  }

  /** The name of an attempt's Job, as {@link PlanNames#job} makes it. */
  String jobName(String rollout, Attempt attempt) {
    return planned(attempt)
        .map(step -> step.jobName().of(rollout, attempt))
        .orElseGet(() -> PlanNames.job(rollout, attempt));
  }

  private Optional<PlanStep> planned(Attempt attempt) {
    return switch (attempt.role()) {
      case STEP -> step(attempt.step());
      case ROLLBACK -> step(attempt.step()).flatMap(PlanStep::compensation);
      case GATE -> gateJob(attempt);
      case GIT -> Optional.empty();
    };
  }

  private Optional<PlanStep> gateJob(Attempt attempt) {
    return gateJobs.stream()
        .flatMap(gate -> gate.job().stream())
        .filter(job -> job.name().equals(attempt.step()) && job.phase().equals(attempt.phase()))
        .findFirst();
  }

  /** The bound of a whole run, where there is one. */
  Optional<Duration> timeout() {
    return PlanDefaults.optional(spec.timeout());
  }

  /** When steps of any phase may start. */
  ChangeWindows windows() {
    return windows;
  }

  String release() {
    return PlanDefaults.releaseOf(spec);
  }

  /** The parameters by name; one without a value is empty text. */
  Map<String, String> params() {
    Map<String, String> params = new TreeMap<>();
    for (Parameter parameter : spec.parameters()) {
      params.put(parameter.name(), parameter.value() == null ? "" : parameter.value());
    }
    return params;
  }
}
