package dev.phaserollout.telemetry;

import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.TraceContext;
import java.util.Optional;

/**
 * Where in a rollout something happened.
 *
 * @param run the number of the run
 * @param runUid tells the run from every other one; empty where the status has none
 * @param trace the trace context of the run; empty where the status has none
 * @param phase the phase, {@code finally} for the steps at the end of a run; empty where it is
 *     about the run as a whole
 * @param step the step; empty where it is about the phase as a whole
 * @param attempt the number of the attempt, from 1; empty where it is about the step as a whole
 * @param compensation whether it is about undoing the step, not about the step
 */
public record Place(
    int run,
    String runUid,
    Optional<TraceContext> trace,
    Optional<String> phase,
    Optional<String> step,
    Optional<Integer> attempt,
    boolean compensation) {

  /** What the status calls the phase of the steps that end every run. */
  static final String FINALLY = "finally";

  static Place of(RunStatus run) {
    return new Place(
        run.number(),
        run.uid() == null ? "" : run.uid(),
        TraceContext.of(run),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  Place inPhase(String name) {
    return new Place(
        run, runUid, trace, Optional.of(name), Optional.empty(), Optional.empty(), false);
  }

  Place ofStep(String name) {
    return new Place(run, runUid, trace, phase, Optional.of(name), Optional.empty(), false);
  }

  Place ofAttempt(int number) {
    return new Place(run, runUid, trace, phase, step, Optional.of(number), compensation);
  }

  /** The compensation of this step. */
  Place undone() {
    return new Place(run, runUid, trace, phase, step, attempt, true);
  }

  /** What reasons of events about it begin with. */
  String kind() {
    return compensation ? "Compensation" : "Step";
  }

  /** What the operator does there, as events say it. */
  String errand() {
    return compensation ? "Compensate" : "RunJob";
  }

  /**
   * {@code run 3}, or {@code staging/deploy} with {@code #2} for its second attempt; {@code
   * rollback staging/deploy #1} for an attempt to undo it.
   */
  @Override
  public String toString() {
    return phase
        .map(
            name ->
                (compensation ? "rollback " : "")
                    + name
                    + step.map(s -> "/" + s).orElse("")
                    + attempt.map(n -> " #" + n).orElse(""))
        .orElse("run " + run);
  }
}
