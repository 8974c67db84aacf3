package dev.phaserollout.engine;

import dev.phaserollout.api.MeasurementStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes on with one gate: counts the measurements that have come, reads what people answer where it
 * is in doubt, and notes which measurement is due.
 *
 * <p>A measurement that decides nothing is not worth a write of its own: it is counted from what
 * was seen until one is due.
 */
final class GateWatch {

  /** How often what decides nothing is written all the same. */
  static final Duration WRITE_EVERY = Duration.ofSeconds(30);

  private GateWatch() {}

  static GateState advance(RunState run, PlanGate gate) {
    Optional<GateState> known = run.gate(gate);
    GateState before = known.orElseGet(() -> GateState.begun(gate, 1, run.now()));
    if (known.isEmpty()) {
      run.put(gate, before);
    }
    GateState state = counted(run, gate, answered(run, gate, before));
    if (!run.draft().suspended()) {
      state = inTime(run, gate, GateCount.late(gate, state, run.now()));
    }
    if (worthWriting(gate, before, state)) {
      run.put(gate, state);
    }
    run.watch(gate, state);
    return state;
  }

  private static GateState inTime(RunState run, PlanGate gate, GateState state) {
    return RunDeadlines.ofGate(run, gate)
        .map(end -> GateCount.outOfTime(gate, state, run.now(), end))
        .orElse(state);
  }

  /**
   * Goes on with a gate whose verdict holds nothing up and ends nothing: nobody is asked, and what
   * it came to stands.
   */
  static GateState witness(RunState run, PlanGate gate, GateState before) {
    GateState state = counted(run, gate, before);
    if (!run.draft().suspended()) {
      state = GateCount.late(gate, state, run.now());
    }
    if (worthWriting(gate, before, state)) {
      run.put(gate, state);
    }
    return state;
  }

  private static GateState counted(RunState run, PlanGate gate, GateState before) {
    GateState state = before;
    Optional<Measurement> taken = taken(run, gate, state);
    while (taken.isPresent() && state.measuring()) {
      state = GateCount.after(gate, state, taken.get());
      taken = taken(run, gate, state);
    }
    return state;
  }

  private static Optional<Measurement> taken(RunState run, PlanGate gate, GateState state) {
    return run.draft().seen().world().measurement(key(run, gate, state));
  }

  static MeasurementRequest.Key key(RunState run, PlanGate gate, GateState state) {
    String owner = state.round() == 1 ? gate.owner() : gate.owner() + "@" + state.round();
    return new MeasurementRequest.Key(
        run.draft().rolloutUid(), run.run().number(), owner, state.sequence());
  }

  private static boolean worthWriting(PlanGate gate, GateState before, GateState after) {
    if (before.equals(after)) {
      return false;
    }
    return before.word() != after.word()
        || before.round() != after.round()
        || before.counts().fail() != after.counts().fail()
        || before.counts().inconclusive() != after.counts().inconclusive()
        || before.counts().error() != after.counts().error()
        || (gate.passesCount() && before.counts().pass() != after.counts().pass())
        || !after.newest().isBefore(before.newest().plus(WRITE_EVERY));
  }

  private static GateState answered(RunState run, PlanGate gate, GateState state) {
    if (state.word() != GateState.Word.IN_DOUBT
        || gate.dryRun()
        || !run.questions().raised(gate.owner())) {
      return state;
    }
    Question question = question(run, gate, state);
    Ballot ballot = run.questions().ballot(question);
    return run.questions()
        .decided(question, ballot)
        .map(choice -> decided(run, gate, state, choice, ballot))
        .orElse(state);
  }

  private static GateState decided(
      RunState run, PlanGate gate, GateState state, Question.Choice choice, Ballot ballot) {
    String by = ballot.counted().get(ballot.counted().size() - 1).by();
    return switch (choice) {
      case APPROVE -> state.as(GateState.Word.PASSED, "taken as passed by " + by);
      case REJECT -> state.as(GateState.Word.FAILED, "taken as failed by " + by);
      case RETRY, SKIP -> GateState.begun(gate, state.round() + 1, run.now());
    };
  }

  /**
   * What the gate, as it will be stored, asks of the world or of people: nothing once its phase is
   * over or its step is judged, which may have come about in this very decision.
   */
  static void ask(RunState run, PlanGate gate, GateState state) {
    if (!(run.phaseOf(gate) instanceof PhaseState.Running) || judged(run, gate)) {
      return;
    }
    if (state.word() == GateState.Word.IN_DOUBT && !gate.dryRun()) {
      run.questions().ask(question(run, gate, state));
    }
    measure(run, gate, state);
  }

  /** Whether the step of a gate is over, or is tried again, whatever the gate was at. */
  static boolean judged(RunState run, PlanGate gate) {
    return gate.step()
        .flatMap(name -> run.plan().step(name))
        .filter(step -> !(run.step(step) instanceof StepState.Measuring))
        .isPresent();
  }

  /** Asks for the measurement that is due, and notes when the next one is. */
  static void measure(RunState run, PlanGate gate, GateState state) {
    if (!state.measuring() || run.draft().suspended()) {
      return;
    }
    gate.timeout()
        .map(state.startedAt()::plus)
        .ifPresent(at -> run.draft().wake(at, "gate " + gate.owner() + " times out"));
    RunDeadlines.ofGate(run, gate)
        .filter(state.startedAt()::isBefore)
        .ifPresent(at -> run.draft().wake(at, "the time for gate " + gate.owner() + " is over"));
    if (run.now().isBefore(state.nextAt())) {
      run.draft().wake(state.nextAt(), "gate " + gate.owner() + " is measured");
    } else if (gate.job().isPresent()) {
      GateJobs.begin(run, gate.job().get());
    } else {
      run.draft().effect(new Effect.TakeMeasurement(request(run, gate, state)));
    }
  }

  private static MeasurementRequest request(RunState run, PlanGate gate, GateState state) {
    // One that is long overdue speaks of now: what was not measured while nobody led is not made
    // up.
    boolean overdue = run.now().isAfter(state.nextAt().plus(gate.interval()));
    Instant at = overdue ? run.now() : state.nextAt();
    return new MeasurementRequest(
        key(run, gate, state),
        run.draft().seen().rollout().getMetadata().getNamespace(),
        gate.spec(),
        gate.step(),
        new Expressions.Scope(run.plan().params(), run.plan().release(), outputs(run, gate)),
        since(run, gate),
        at);
  }

  /** From when on what is seen speaks of what is judged: the phase, or its being undone. */
  private static Optional<Instant> since(RunState run, PlanGate gate) {
    return run.phaseOf(gate) instanceof PhaseState.Running running
        ? Optional.of(running.approvedAt().orElse(running.since()))
        : RollbackRecord.startedAt(run.run());
  }

  /** A step that is being judged is not done, but its own gates see what it wrote. */
  private static Map<String, Map<String, String>> outputs(RunState run, PlanGate gate) {
    Map<String, Map<String, String>> outputs = run.outputs();
    gate.step()
        .flatMap(name -> run.plan().step(name))
        .ifPresent(
            step -> {
              if (run.step(step) instanceof StepState.Measuring measuring) {
                outputs.put(step.name(), measuring.outputs());
              }
            });
    return outputs;
  }

  private static Question question(RunState run, PlanGate gate, GateState state) {
    List<Question.Choice> choices =
        gate.guardrail()
            ? List.of(Question.Choice.RETRY, Question.Choice.REJECT)
            : List.of(Question.Choice.APPROVE, Question.Choice.RETRY, Question.Choice.REJECT);
    String newest =
        state.measurements().isEmpty()
            ? ""
            : last(state.measurements()).time() + last(state.measurements()).verdict();
    return Question.of(
        gate.owner(),
        Question.Kind.GATE_IN_DOUBT,
        choices,
        state.round() + "\n" + newest,
        GateMessages.inDoubt(gate, state.message()),
        run.questions().since(gate.owner()));
  }

  private static MeasurementStatus last(List<MeasurementStatus> measurements) {
    return measurements.get(measurements.size() - 1);
  }
}
