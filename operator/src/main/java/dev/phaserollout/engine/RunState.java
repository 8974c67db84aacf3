package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The run under decision: its plan and the states of its phases and steps. Rules read it and move
 * it; it lives for one decision and is never seen outside of it.
 */
final class RunState {

  private final StatusDraft draft;
  private final Plan plan;
  private final Expressions expressions;
  private final Questions questions;
  private final RunGates gates;
  private final Set<String> unapproved = new LinkedHashSet<>();
  private final Map<String, StepStatus> stored = new LinkedHashMap<>();
  private final Map<String, PhaseStatus> storedPhases = new LinkedHashMap<>();
  private final Map<String, StepState> steps = new LinkedHashMap<>();
  private final Map<String, StepState> compensations = new LinkedHashMap<>();
  private final RunGitJobs git;
  private final Map<String, PhaseState> phases = new LinkedHashMap<>();
  private final UndoPlan undoing;
  private Optional<Hold> hold = Optional.empty();

  RunState(StatusDraft draft, Plan plan, Expressions expressions) {
    this.draft = draft;
    this.plan = plan;
    this.expressions = expressions;
    this.questions = new Questions(draft);
    this.gates = new RunGates(plan, draft.phases());
    for (PhaseStatus phase : draft.phases()) {
      storedPhases.put(phase.name(), phase);
      phases.put(phase.name(), PhaseState.read(phase));
      phase.steps().forEach(step -> read(step.name(), step));
    }
    draft.finallySteps().forEach(step -> read(lastOf(step.name()), step));
    this.git = new RunGitJobs(plan, draft);
    this.undoing = UndoPlan.of(draft, plan);
  }

  /** A finally step may have the name of one that an edit has removed from a phase. */
  private static String key(PlanStep step) {
    return step.isFinally() ? lastOf(step.name()) : step.name();
  }

  private static String lastOf(String name) {
    return Plan.FINALLY + "/" + name;
  }

  private void read(String key, StepStatus status) {
    stored.put(key, status);
    steps.put(key, StepCodec.read(status));
    WorkCodec.undoing(status)
        .ifPresent(compensation -> compensations.put(status.name(), compensation));
  }

  StatusDraft draft() {
    return draft;
  }

  Plan plan() {
    return plan;
  }

  /** What a rollback would undo, what edits have removed included. */
  UndoPlan undoing() {
    return undoing;
  }

  /** The plan that says what a step or a compensation is. */
  Plan planOf(PlanStep step) {
    return step.isCompensation() ? undoing.planOf(step.name()) : plan;
  }

  Questions questions() {
    return questions;
  }

  Optional<GateState> gate(PlanGate gate) {
    return gates.state(gate);
  }

  void put(PlanGate gate, GateState next) {
    gates.put(gate, next);
    gate.step().ifPresent(stored::remove);
    storedPhases.remove(gate.phase());
  }

  /** Notes that a gate is one that counts now, with what was seen of it. */
  void watch(PlanGate gate, GateState seen) {
    gates.watch(gate, seen);
  }

  /** The gates that count now, as far as they are known. */
  Map<PlanGate, GateState> watched() {
    return gates.watched();
  }

  PhaseState phaseOf(PlanGate gate) {
    PhaseState state = phases.get(gate.phase());
    return state == null ? new PhaseState.Pending(Optional.empty()) : state;
  }

  /** Notes that a step of the phase would start if people had approved. */
  void awaitApproval(PlanPhase phase) {
    unapproved.add(phase.name());
  }

  boolean awaitsApproval(PlanPhase phase) {
    return unapproved.contains(phase.name());
  }

  Instant now() {
    return draft.now();
  }

  RunStatus run() {
    return draft.run().orElseThrow(() -> new IllegalStateException("a run under decision"));
  }

  /** Whether the run's result is settled, so that only its end is left to do. */
  boolean ending() {
    return run().result() != null;
  }

  StepState step(PlanStep step) {
    StepState state =
        switch (step.role()) {
          case GIT -> git.state(step);
          case ROLLBACK -> compensations.get(key(step));
          case GATE -> gates.state(step);
          case STEP -> steps.get(key(step));
        };
    return state == null ? new StepState.Pending(Optional.empty()) : state;
  }

  /** The checkpoint of an earlier run that still may stand for a step that has not started. */
  Optional<StepCheckpoint> earlier(PlanStep step) {
    return step(step) instanceof StepState.Pending pending ? pending.earlier() : Optional.empty();
  }

  void put(PlanStep step, StepState next) {
    stored.remove(key(step));
    switch (step.role()) {
      case GIT -> git.put(step, next);
      case ROLLBACK -> compensations.put(key(step), next);
      case GATE -> measured(step, next);
      case STEP -> steps.put(key(step), next);
    }
  }

  private void measured(PlanStep job, StepState next) {
    gates.put(job, next);
    GatePath.step(job.name()).ifPresent(stored::remove);
    storedPhases.remove(job.phase());
  }

  /** Notes that a step which has no rollback of its own is undone. */
  void undone(PlanStep step, StepState.Succeeded how) {
    stored.remove(step.name());
    compensations.put(step.name(), how);
  }

  PhaseState phase(PlanPhase phase) {
    PhaseState state = phases.get(phase.name());
    return state == null ? new PhaseState.Pending(Optional.empty()) : state;
  }

  void put(PlanPhase phase, PhaseState next) {
    storedPhases.remove(phase.name());
    phases.put(phase.name(), next);
  }

  /** Whether nothing that waits for this step has to wait any longer. */
  boolean done(PlanStep step) {
    StepState state = step(step);
    return state instanceof StepState.Succeeded
        || state instanceof StepState.Skipped
        || (state instanceof StepState.Ended && (step.continueOnError() || step.isFinally()));
  }

  boolean anyActive(PlanPhase phase) {
    return phase.steps().stream()
        .flatMap(step -> Stream.concat(Stream.of(step), step.git().stream()))
        .anyMatch(step -> step(step).active());
  }

  /** Bytes that all outputs of the rollout take in its status. */
  int outputsSize() {
    return Stream.of(steps, compensations)
        .flatMap(states -> states.values().stream())
        .map(RunState::given)
        .filter(Objects::nonNull)
        .mapToInt(StepOutputs::size)
        .sum();
  }

  /** What the attempt of a step gave that has ended well, whether its gates have passed or not. */
  private static @Nullable Map<String, String> given(StepState state) {
    if (state instanceof StepState.Measuring measuring) {
      return measuring.record().outputs();
    }
    return state instanceof StepState.Succeeded succeeded ? succeeded.record().outputs() : null;
  }

  /** Outputs by step, of the steps that are done; one that gave none has an empty map. */
  Map<String, Map<String, String>> outputs() {
    Map<String, Map<String, String>> outputs = new TreeMap<>();
    for (PlanStep step : plan.steps()) {
      if (done(step)) {
        outputs.put(step.name(), outputsOf(step).orElse(Map.of()));
      }
    }
    return outputs;
  }

  Optional<Map<String, String>> outputsOf(PlanStep step) {
    return step(step) instanceof StepState.Succeeded succeeded
        ? Optional.of(
            succeeded.record().outputs() == null ? Map.of() : succeeded.record().outputs())
        : Optional.empty();
  }

  Expressions.Judgement judge(String condition) {
    return expressions.evaluate(
        condition, new Expressions.Scope(plan.params(), plan.release(), outputs()));
  }

  /** What keeps its next steps from starting, as far as the decision has come. */
  Optional<Hold> hold() {
    return hold;
  }

  void hold(Hold by) {
    hold = Optional.of(by);
  }

  /** Settles the result of the run, unless it is settled already. */
  void end(RunResult result, StatusReason reason, String message) {
    if (!ending()) {
      draft.run(RunFields.of(run()).ended(result, reason, message));
    }
  }

  /** Replaces the result of a run that had succeeded until its finally steps failed. */
  void spoil(StatusReason reason, String message) {
    draft.run(RunFields.of(run()).ended(RunResult.FAILED, reason, message));
  }

  /**
   * Writes the states back into the draft, in the order of the plan. What nobody has moved stays
   * the same object, so that it costs nothing to see that it is equal.
   */
  void flush() {
    List<PhaseStatus> written = written();
    if (!same(written, draft.phases())) {
      draft.phases(written);
    }
    List<StepStatus> last = stepsOf(plan.finallyPhase());
    if (!same(last, draft.finallySteps())) {
      draft.finallySteps(last);
    }
    git.flush();
    questions.flush();
  }

  /** The phases as they will be stored. */
  List<PhaseStatus> written() {
    List<PhaseStatus> written = new ArrayList<>(undoing.phases().size());
    for (PlanPhase phase : undoing.phases()) {
      written.add(written(phase));
    }
    return written;
  }

  private PhaseStatus written(PlanPhase phase) {
    List<StepStatus> written = stepsOf(phase);
    PhaseStatus unchanged = storedPhases.get(phase.name());
    return unchanged != null && same(written, unchanged.steps())
        ? unchanged
        : phase(phase).write(phase.name(), written, gates.written(phase));
  }

  @SuppressWarnings("ReferenceEquality") // equal is not enough here: it would have to be looked for
  private static <T> boolean same(List<T> written, List<T> before) {
    if (written.size() != before.size()) {
      return false;
    }
    for (int i = 0; i < written.size(); i++) {
      if (written.get(i) != before.get(i)) {
        return false;
      }
    }
    return true;
  }

  private List<StepStatus> stepsOf(PlanPhase phase) {
    List<StepStatus> written = new ArrayList<>(phase.steps().size());
    for (PlanStep step : phase.steps()) {
      StepStatus unchanged = stored.get(key(step));
      written.add(unchanged != null ? unchanged : written(step));
    }
    return written;
  }

  private StepStatus written(PlanStep step) {
    StepStatus status =
        git.written(step, gates.written(step, StepCodec.write(step.name(), step(step))));
    StepState compensation = compensations.get(key(step));
    return compensation == null
        ? status
        : StepFields.with(status, WorkCodec.write(step.name(), compensation));
  }
}
