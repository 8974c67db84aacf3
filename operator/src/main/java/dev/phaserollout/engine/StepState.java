package dev.phaserollout.engine;

import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.Optional;

/** Where a step stands in the run under decision. */
sealed interface StepState {

  /**
   * Not started in this run; {@code earlier} is a checkpoint of an earlier run that still may
   * stand.
   */
  record Pending(Optional<StepCheckpoint> earlier) implements StepState {}

  /** A {@code wait} step whose time runs. */
  record Waiting(String digest, Instant since, Instant until) implements StepState {}

  /** The intent is stored; a Job may exist. */
  record Starting(StepTally tally, String digest, Instant since, Optional<Trouble> trouble)
      implements StepState {}

  /** The Job is known by its uid: should it vanish, its outcome is lost. */
  record Running(
      StepTally tally,
      String digest,
      Instant since,
      String jobUid,
      Optional<Instant> runningSince,
      Optional<Trouble> trouble)
      implements StepState {}

  /**
   * The Job is being taken away; {@code planned} is the outcome unless it ends well before that.
   */
  record Cancelling(
      StepTally tally,
      String digest,
      Instant since,
      Optional<String> jobUid,
      Instant cancelledAt,
      StepFailure planned)
      implements StepState {}

  /** The last attempt failed; the next one starts at {@code until}. */
  record BackingOff(
      StepTally tally, String digest, Trouble last, Optional<Integer> exitCode, Instant until)
      implements StepState {}

  /** Done: the checkpoint of this run, as it is stored. */
  record Succeeded(StepStatus record) implements StepState {}

  /** Done without having run, because its condition said so. */
  record Skipped(StepStatus record) implements StepState {}

  /** Over without success, as it is stored. */
  record Ended(StepStatus record, StepFailure.Kind kind) implements StepState {}

  /** A word of a newer operator: kept and never touched. */
  record Unknown(StepStatus record) implements StepState {}

  /** Whether a Job of this step may be at work. */
  default boolean active() {
    return this instanceof Starting || this instanceof Running || this instanceof Cancelling;
  }

  /** Whether the step holds one of its phase's places. */
  default boolean holdsPlace() {
    return active() || this instanceof BackingOff;
  }
}
