package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Measurements that are taken by a Job. Each is an attempt of the gate's {@link PlanStep}, which
 * moves by the rules of steps; here is how one begins, what its end says, and when one in flight is
 * of no use any more.
 *
 * <p>Their numbers go on through all rounds of a gate in a run, so that the name of a Job of an
 * earlier round never comes back. The number is stored before the Job is created, so that each
 * measurement has one Job, whoever is killed in between.
 */
final class GateJobs {

  /** What a measurement works on follows from its gate, which is part of the name of its Job. */
  static final String THE_GATE = "gate";

  private static final String SUCCEEDED = "its Job succeeded";

  private GateJobs() {}

  /** Begins the measurement that is due, unless the Job of the one before is still there. */
  static void begin(RunState run, PlanStep job) {
    StepState state = run.step(job);
    if (state.active()) {
      return;
    }
    int before =
        StepCodec.tally(StepCodec.write(job.name(), state)).map(StepTally::attempt).orElse(0);
    run.put(
        job,
        new StepState.Starting(
            new StepTally(before + 1, 0, 0, run.now(), Optional.empty()),
            THE_GATE,
            run.now(),
            Optional.empty()));
  }

  /** The Job has ended well. */
  static void passed(RunState run, PlanStep job, StepTally tally, Instant at) {
    boolean counts = !aborted(run.step(job));
    run.put(job, StepRecords.succeeded(job.name(), tally, THE_GATE, at, Map.of()));
    if (counts) {
      count(run, job, new Measurement(at, Verdict.PASS, "", SUCCEEDED));
    }
  }

  /** The Job has not ended well: it said no, or nobody knows what it would have said. */
  static void failed(RunState run, PlanStep job, StepTally tally, StepFailure failure) {
    run.put(job, StepRecords.ended(job.name(), tally, THE_GATE, failure, run.now()));
    verdict(failure)
        .map(verdict -> new Measurement(run.now(), verdict, "", "its Job: " + failure.message()))
        .ifPresent(taken -> count(run, job, taken));
  }

  /** Empty where nothing was measured, because somebody ended it first. */
  private static Optional<Verdict> verdict(StepFailure failure) {
    return switch (failure.kind()) {
      case FAILED -> Optional.of(Verdict.FAIL);
      case TIMED_OUT, DISRUPTED, LOST, ERROR -> Optional.of(Verdict.ERROR);
      case INTERRUPTED, ABORTED, REJECTED -> Optional.empty();
    };
  }

  private static void count(RunState run, PlanStep job, Measurement taken) {
    for (PlanGate gate : run.plan().gateJobs()) {
      if (gate.job().filter(job::equals).isPresent()) {
        run.gate(gate)
            .filter(GateState::measuring)
            .ifPresent(state -> run.put(gate, GateCount.after(gate, state, taken)));
      }
    }
  }

  /**
   * Ends the measurements in flight that nothing waits for any more.
   *
   * @return whether no Job of any gate is left
   */
  static boolean settle(RunState run) {
    boolean quiet = true;
    for (PlanGate gate : run.plan().gateJobs()) {
      PlanStep job = gate.job().orElseThrow();
      if (run.step(job) instanceof StepState.AtWork work
          && !aborted(run.step(job))
          && !awaited(run, gate)) {
        StepRules.cancel(run, job, work, work.knownUid(), unwanted());
      }
      quiet &= !run.step(job).active();
    }
    return quiet;
  }

  private static boolean awaited(RunState run, PlanGate gate) {
    return run.gate(gate).filter(GateState::measuring).isPresent()
        && run.phaseOf(gate) instanceof PhaseState.Running
        && !GateWatch.judged(run, gate)
        && (!run.ending() || (gate.step().isPresent() && RunEdit.awaits(run)));
  }

  private static boolean aborted(StepState state) {
    return state instanceof StepState.Cancelling cancelling
        && cancelling.planned().kind() == StepFailure.Kind.ABORTED;
  }

  private static StepFailure unwanted() {
    return StepFailure.of(
        StepFailure.Kind.ABORTED,
        StatusReason.ABORTED,
        "ended, because its gate waits for it no longer");
  }

  /** The Jobs of gates that have begun, by their paths, from what the status alone records. */
  static Map<String, StepState> known(PhaseStatus phase) {
    Map<String, StepState> known = new LinkedHashMap<>();
    read("entryGates", phase.entryGates(), known);
    read("guardrails", phase.guardrails(), known);
    read("gates", phase.gates(), known);
    for (StepStatus step : phase.steps()) {
      read(step.name() + "/gates", step.gates(), known);
    }
    return known;
  }

  private static void read(String path, Iterable<GateStatus> gates, Map<String, StepState> known) {
    for (GateStatus gate : gates) {
      WorkCodec.measuring(gate).ifPresent(state -> known.put(path + "/" + gate.name(), state));
    }
  }
}
