package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepCheckpoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint on whose ground something has moved: no later run may use it, but what the step did
 * is still there, and is undone with the rest when a run fails.
 */
final class StepVoiding {

  private StepVoiding() {}

  /**
   * What is left of a checkpoint that is voided; empty where nothing stands since the last success.
   */
  static Optional<StepCheckpoint> left(
      RunStatus run, PlanStep step, Optional<StepCheckpoint> checkpoint) {
    return checkpoint
        .filter(kept -> step.pause().isEmpty())
        .filter(kept -> sinceLastSuccess(run, kept.run()))
        .map(StepVoiding::voided);
  }

  /** Whether a checkpoint of that run is one that a rollback of {@code run} undoes. */
  static boolean sinceLastSuccess(RunStatus run, int recordedIn) {
    return run.lastSucceeded() == null || recordedIn > run.lastSucceeded();
  }

  static StepCheckpoint voided(StepCheckpoint kept) {
    return new StepCheckpoint(
        kept.run(),
        kept.digest(),
        kept.attempt(),
        kept.outputs(),
        kept.commit(),
        kept.recordedAt(),
        kept.revision(),
        true);
  }

  /** The same of a step that the spec has no longer: that revision says how it is undone. */
  static StepCheckpoint madeFrom(StepCheckpoint kept, @Nullable String revision) {
    return new StepCheckpoint(
        kept.run(),
        kept.digest(),
        kept.attempt(),
        kept.outputs(),
        kept.commit(),
        kept.recordedAt(),
        kept.revision() == null ? revision : kept.revision(),
        true);
  }
}
