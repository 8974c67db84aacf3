package dev.phaserollout.engine;

import dev.phaserollout.errand.Errand;
import java.util.Optional;

/** The agent's part in a Job. */
public sealed interface JobErrands {

  /**
   * Beside a step's command, in the pod that runs it.
   *
   * @param before the working tree that the command gets
   * @param after whether what the command leaves is what was asked for, and its commit; empty where
   *     nothing was asked for
   */
  record Around(Errand.Checkout before, Optional<Errand.Finish> after) implements JobErrands {}

  /** Nothing but the errand: the container of the request is empty, and its outputs are none. */
  record Alone(Errand errand) implements JobErrands {}
}
