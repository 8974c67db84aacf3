package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Forecast.Fate;
import dev.phaserollout.engine.Forecast.GateWatched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of a rehearsal: where it stood before, where it came to, and in which order. */
final class RehearsedRun {

  private final Optional<PhaseRolloutStatus> start;
  private PhaseRolloutStatus end;
  private Optional<Plan> plan = Optional.empty();
  private final Map<String, Integer> turns = new LinkedHashMap<>();
  private int turn;

  /**
   * @param start the status before anything moved; empty where the run was not there yet
   * @param first the first status that speaks of it
   */
  RehearsedRun(Optional<PhaseRolloutStatus> start, PhaseRolloutStatus first) {
    this.start = start;
    this.end = first;
  }

  int number() {
    return run().number();
  }

  private RunStatus run() {
    return Objects.requireNonNull(end.run());
  }

  /** Takes down the next status of the run. */
  void note(PhaseRolloutStatus next, Optional<Plan> known) {
    end = next;
    plan = known.or(() -> plan);
    List<String> started =
        steps(next)
            .filter(RehearsedRun::started)
            .map(StepStatus::name)
            .filter(name -> !turns.containsKey(name))
            .toList();
    if (!started.isEmpty()) {
      turn++;
      started.forEach(name -> turns.put(name, turn));
    }
  }

  private static Stream<StepStatus> steps(PhaseRolloutStatus status) {
    return Stream.concat(
        status.phases().stream().map(PhaseStatus::steps).flatMap(List::stream),
        status.finallySteps().stream());
  }

  private static boolean started(StepStatus step) {
    return step.state() != null
        && !step.state().equals(StateWord.PENDING)
        && !step.state().equals(StateWord.SKIPPED)
        && step.reusedFromRun() == null;
  }

  /** Whether anything happened in it that had not happened before. */
  boolean moves(RehearsalWorld world) {
    boolean over =
        start.map(PhaseRolloutStatus::run).filter(was -> was.completedAt() != null).isPresent();
    return plan.isPresent() && (!over || !world.undone(number()).isEmpty());
  }

  Forecast.Run forecast(Unjudged conditions, RehearsalWorld world) {
    Plan known = plan.orElseThrow();
    List<Forecast.Phase> phases = new ArrayList<>();
    for (PlanPhase phase : known.phases()) {
      phases.add(phase(phase, conditions, world));
    }
    List<Forecast.Step> last =
        known.finallyPhase().steps().stream().map(step -> step(step, conditions)).toList();
    RunStatus run = run();
    boolean well = RunResult.SUCCEEDED.is(run.result());
    String waits = run.completedAt() == null && end.message() != null ? end.message() : "";
    return new Forecast.Run(
        number(),
        known.release(),
        phases,
        last,
        world.undone(number()),
        run.result() == null ? "" : run.result(),
        well ? "" : run.message() == null ? waits : run.message(),
        LongestTime.of(known, phases, last));
  }

  private Forecast.Phase phase(PlanPhase phase, Unjudged conditions, RehearsalWorld world) {
    Optional<PhaseStatus> was = start.flatMap(status -> phase(status, phase));
    Optional<PhaseStatus> is = phase(end, phase);
    List<Forecast.Step> steps = phase.steps().stream().map(step -> step(step, conditions)).toList();
    List<GateWatched> gates =
        Stream.concat(
                Stream.of(phase.entryGates(), phase.guardrails(), phase.gates()),
                phase.steps().stream().map(PlanStep::gates))
            .flatMap(List::stream)
            .map(gate -> watched(gate, world))
            .toList();
    Fate fate = fate(was.map(PhaseStatus::state), is.map(PhaseStatus::state));
    boolean stands =
        fate == Fate.RUNS
            && steps.stream().noneMatch(step -> step.fate() == Fate.RUNS)
            && gates.stream().noneMatch(GateWatched::measured);
    boolean asked =
        is.map(PhaseStatus::approvedAt).isPresent() && was.map(PhaseStatus::approvedAt).isEmpty();
    return new Forecast.Phase(
        phase.name(),
        stands ? Fate.REUSED : fate,
        condition(phase.condition(), fate, conditions),
        asked ? approvals(phase) : 0,
        steps,
        gates,
        LongestTime.of(phase, steps, gates));
  }

  private static int approvals(PlanPhase phase) {
    return phase
        .approval()
        .map(approval -> approval.required() == null ? 1 : approval.required())
        .orElse(0);
  }

  private GateWatched watched(PlanGate gate, RehearsalWorld world) {
    return new GateWatched(
        gate.owner(), gate.guardrail(), gate.spec(), world.measured(number(), gate));
  }

  private static Optional<PhaseStatus> phase(PhaseRolloutStatus status, PlanPhase phase) {
    return status.phases().stream().filter(known -> known.name().equals(phase.name())).findFirst();
  }

  private Forecast.Step step(PlanStep step, Unjudged conditions) {
    Optional<StepStatus> was = start.flatMap(status -> step(status, step));
    StepStatus is = step(end, step).orElseGet(() -> new StepFields(step.name()).toStatus());
    Fate fate =
        is.reusedFromRun() == null
            ? fate(was.map(StepStatus::state), Optional.ofNullable(is.state()))
            : Fate.REUSED;
    return new Forecast.Step(
        step.name(),
        fate,
        condition(Optional.ofNullable(step.spec().condition()), fate, conditions),
        fate == Fate.RUNS ? turns.getOrDefault(step.name(), 0) : 0,
        Optional.ofNullable(is.reusedFromRun()),
        step.container(),
        step.container().isEmpty() ? 0 : step.retry().limit() + 1,
        fate == Fate.RUNS ? LongestTime.of(step) : Duration.ZERO,
        fate == Fate.FAILS && is.message() != null ? is.message() : "");
  }

  private static Optional<StepStatus> step(PhaseRolloutStatus status, PlanStep step) {
    return steps(status).filter(known -> known.name().equals(step.name())).findFirst();
  }

  private static Fate fate(Optional<String> was, Optional<String> is) {
    if (was.filter(RehearsedRun::over).isPresent()) {
      return Fate.DONE;
    }
    return switch (is.orElse(StateWord.PENDING)) {
      case StateWord.PENDING -> Fate.NOT_REACHED;
      case StateWord.SKIPPED -> Fate.SKIPPED;
      case StateWord.SUCCEEDED -> Fate.RUNS;
      default -> is.filter(RehearsedRun::over).isPresent() ? Fate.FAILS : Fate.RUNS;
    };
  }

  private static boolean over(String state) {
    return switch (state) {
      case StateWord.PENDING,
          StateWord.WAITING,
          StateWord.STARTING,
          StateWord.RUNNING,
          StateWord.MEASURING,
          StateWord.RETRYING,
          StateWord.CANCELLING,
          StateWord.AWAITING_ANSWER ->
          false;
      default -> true;
    };
  }

  /** The condition where it decides: it is false, or nobody can judge it yet. */
  private static Optional<String> condition(
      Optional<String> written, Fate fate, Unjudged conditions) {
    return fate == Fate.SKIPPED ? written : written.flatMap(conditions::unjudged);
  }
}
