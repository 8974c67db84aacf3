package dev.phaserollout.simulator.cluster;

import dev.phaserollout.engine.Trouble;
import dev.phaserollout.simulator.remote.AgentFate;
import java.time.Duration;
import java.util.Optional;

/**
 * What will become of a Job if nobody interferes. Drawn when the Job is created.
 *
 * @param untilStarted from creation to the start of the step's container
 * @param untilEnded from there to its end
 * @param dying how long its pod takes to go once the Job is suspended
 * @param trouble what keeps it from starting meanwhile
 * @param agent what becomes of the agent's part in it, where it has one
 */
public record JobFate(
    Duration untilStarted,
    Duration untilEnded,
    Duration dying,
    Ending ending,
    int exitCode,
    String outputs,
    Optional<Trouble> trouble,
    AgentFate agent) {

  /** One whose agent does what it is sent for. */
  public JobFate(
      Duration untilStarted,
      Duration untilEnded,
      Duration dying,
      Ending ending,
      int exitCode,
      String outputs,
      Optional<Trouble> trouble) {
    this(
        untilStarted,
        untilEnded,
        dying,
        ending,
        exitCode,
        outputs,
        trouble,
        AgentFate.well("text"));
  }

  /** The ways in which a Job ends by itself. */
  public enum Ending {
    WELL,
    WITH_AN_EXIT_CODE,
    DISRUPTED,
    LOST,
    IN_ERROR
  }

  /** Starts after a second, runs for ten, and ends well. */
  public static JobFate well(String outputs) {
    return new JobFate(
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Ending.WELL,
        0,
        outputs,
        Optional.empty());
  }
}
