package dev.phaserollout.engine;

import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Where a step stands in the run under decision. */
sealed interface StepState {

  /** What is known of a step whose Job may be at work. */
  interface AtWork {

    StepTally tally();

    String digest();

    /** When the attempt was asked for. */
    Instant since();

    /** The uid that the status records, if it does. */
    Optional<String> knownUid();
  }

  /**
   * Not started in this run; {@code earlier} is a checkpoint of an earlier run that still may
   * stand.
   */
  record Pending(Optional<StepCheckpoint> earlier) implements StepState {}

  /** A {@code wait} step whose time runs. */
  record Waiting(String digest, Instant since, Instant until) implements StepState {}

  /** The intent is stored; a Job may exist. */
  record Starting(StepTally tally, String digest, Instant since, Optional<Trouble> trouble)
      implements StepState, AtWork {
    @Override
    public Optional<String> knownUid() {
      return Optional.empty();
    }
  }

  /** The Job is known by its uid: should it vanish, its outcome is lost. */
  record Running(
      StepTally tally,
      String digest,
      Instant since,
      String jobUid,
      Optional<Instant> runningSince,
      Optional<Trouble> trouble)
      implements StepState, AtWork {
    @Override
    public Optional<String> knownUid() {
      return Optional.of(jobUid);
    }
  }

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
      implements StepState, AtWork {
    @Override
    public Optional<String> knownUid() {
      return jobUid;
    }
  }

  /**
   * The last attempt failed; the next one starts at {@code until}.
   *
   * @param since when that was decided: the newest time that is known, should the clock jump back
   */
  record BackingOff(
      StepTally tally,
      String digest,
      Trouble last,
      Optional<Integer> exitCode,
      Instant since,
      Instant until)
      implements StepState {}

  /**
   * A person has to decide: to do a manual step, or what becomes of one that failed or whose
   * outcome is lost.
   *
   * @param tally empty for a manual step
   * @param failure for a manual step: what was missing when a person had said that it is done
   */
  record Asking(
      Optional<StepTally> tally, String digest, Optional<StepFailure> failure, Instant since)
      implements StepState {}

  /**
   * The attempt has succeeded, and gates and Git say whether the step has; {@code record} is what
   * is stored until then.
   */
  record Measuring(StepStatus record) implements StepState {

    /** What is judged: the commit that the step has left, or the step itself. */
    String subject() {
      return record.commit() == null ? digest() : record.commit();
    }

    boolean hasCommit() {
      return record.commit() != null;
    }

    Measuring landedAs(String commit) {
      return new Measuring(StepFields.withCommit(record, commit));
    }

    String digest() {
      return record.digest() == null ? "" : record.digest();
    }

    StepTally tally(Instant now) {
      return StepCodec.tally(record).orElseGet(() -> StepTally.none(now));
    }

    Map<String, String> outputs() {
      return record.outputs() == null ? Map.of() : record.outputs();
    }

    Succeeded passed() {
      return new Succeeded(StepFields.with(record, StateWord.SUCCEEDED));
    }
  }

  /** Done: the checkpoint of this run, as it is stored. */
  record Succeeded(StepStatus record) implements StepState {}

  /** Done without having run, because its condition said so. */
  record Skipped(StepStatus record) implements StepState {}

  /** Done by an earlier run; the spec has it no longer, so that it only can be undone. */
  record Removed(StepStatus record) implements StepState {}

  /** Over without success, as it is stored. */
  record Ended(StepStatus record, StepFailure.Kind kind) implements StepState {

    /** Whether an attempt got to work, so that half of what the step does may be there. */
    boolean mayHaveWorked() {
      int attempt = record.attempt() == null ? 0 : record.attempt();
      return attempt > 1 || (attempt == 1 && kind != StepFailure.Kind.ERROR);
    }
  }

  /** A word of a newer operator: kept and never touched. */
  record Unknown(StepStatus record) implements StepState {}

  /** Whether a Job of this step may be at work. */
  default boolean active() {
    return this instanceof AtWork;
  }

  /** Whether the step is over without success and may have done something all the same. */
  default boolean leftHalf() {
    return (this instanceof Ended ended && ended.mayHaveWorked())
        || (this instanceof Skipped skipped && skipped.record().attempt() != null);
  }

  /** Whether the step holds one of its phase's places. */
  default boolean holdsPlace() {
    return active() || this instanceof BackingOff;
  }
}
