package dev.phaserollout.engine;

import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.ErrandResult;
import java.time.Instant;
import java.util.Optional;

/** How an attempt ended. The kinds are kept apart because each is answered differently. */
public sealed interface AttemptOutcome {

  Instant at();

  /**
   * The step's container ended well.
   *
   * @param outputs the raw text that it left, empty where none; parsed by {@link StepOutputs}
   * @param outputsLimit how many bytes the channel carries; a text of that length may have been cut
   *     off
   * @param errand what the agent's last errand in the Job came to; empty where it had none, or left
   *     nothing that can be read
   */
  record Succeeded(Instant at, String outputs, int outputsLimit, Optional<ErrandResult> errand)
      implements AttemptOutcome {

    public Succeeded(Instant at, String outputs, int outputsLimit) {
      this(at, outputs, outputsLimit, Optional.empty());
    }
  }

  /** It ran and said no. */
  record Failed(Instant at, int exitCode, String reason, String message)
      implements AttemptOutcome {}

  /**
   * The agent could not do its part: before the step's command, after it, or in a Job of its own.
   */
  record ErrandFailed(Instant at, ErrandFailure failure) implements AttemptOutcome {}

  /** It ran for longer than it may. */
  record TimedOut(Instant at, String message) implements AttemptOutcome {}

  /** It was taken away by its surroundings (a drained node, an interrupted local run). */
  record Disrupted(Instant at, String message) implements AttemptOutcome {}

  /** The person who runs it took it away, and will go on later: counts against nothing. */
  record Interrupted(Instant at, String message) implements AttemptOutcome {}

  /** Its outcome cannot be known. */
  record Lost(Instant at, String message) implements AttemptOutcome {}

  /** It could not be run. */
  record Error(Instant at, String reason, String message) implements AttemptOutcome {}
}
