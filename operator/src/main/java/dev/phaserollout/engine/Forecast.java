package dev.phaserollout.engine;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout would do from where it stands, if everything went well.
 *
 * @param runs those that would be gone through, in order: the one under way, the next one, or both;
 *     empty where nothing would happen
 * @param message what the status says of a rollout that does nothing
 */
public record Forecast(List<Run> runs, String message) {

  public Forecast {
    runs = List.copyOf(runs);
  }

  /**
   * One run.
   *
   * @param release the version, empty where none is named
   * @param undone steps that would be compensated, as {@code phase/step}, in that order
   * @param result the word of its result; empty where it would not come to one
   * @param message why it would not succeed, or what it would wait for; empty where it would
   *     succeed
   * @param longest the time that it may take at most, without people, lost attempts, closed windows
   *     and measurements that end in an error
   */
  public record Run(
      int number,
      String release,
      List<Phase> phases,
      List<Step> finallySteps,
      List<String> undone,
      String result,
      String message,
      Duration longest) {}

  /**
   * One phase.
   *
   * @param condition its condition where that says whether it runs: one that is false, or one that
   *     nobody can judge yet
   * @param approvals how many people would have to approve; 0 where nobody would be asked
   * @param gates those of its steps included
   * @param longest as for a run
   */
  public record Phase(
      String name,
      Fate fate,
      Optional<String> condition,
      int approvals,
      List<Step> steps,
      List<GateWatched> gates,
      Duration longest) {}

  /**
   * One step.
   *
   * @param condition as for a phase
   * @param turn steps of one turn start together; 0 where it would not start
   * @param reusedFromRun the run whose checkpoint would stand in for it
   * @param job what its Job runs; empty for steps without one
   * @param attempts how many Jobs there may be, those beside that were lost
   * @param longest with its gates, as for a run
   * @param message why it would fail; empty where it would not
   */
  public record Step(
      String name,
      Fate fate,
      Optional<String> condition,
      int turn,
      Optional<Integer> reusedFromRun,
      Optional<Container> job,
      int attempts,
      Duration longest,
      String message) {}

  /**
   * One gate.
   *
   * @param owner its path, such as {@code staging/gates/availability}
   * @param measured whether it would be measured; false where an acceptance stands or its phase is
   *     passed over
   */
  public record GateWatched(String owner, boolean guardrail, Gate gate, boolean measured) {}

  /** What would become of a phase or a step. */
  public enum Fate {
    /** It is over in the run that is under way. */
    DONE,
    /** It would run, or goes on running. Where its condition cannot be judged yet, it may. */
    RUNS,
    /** A checkpoint of an earlier run would stand in for it. */
    REUSED,
    /** Its condition is false. */
    SKIPPED,
    /** It would fail before it could run. */
    FAILS,
    /** The run would not get there. */
    NOT_REACHED
  }
}
