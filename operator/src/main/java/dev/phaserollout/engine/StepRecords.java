package dev.phaserollout.engine;

import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.errand.ErrandResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The records that a step leaves behind when it is over. */
final class StepRecords {

  private StepRecords() {}

  static StepState.Succeeded succeeded(
      String name, StepTally tally, String digest, Instant at, Map<String, String> outputs) {
    StepFields fields = new StepFields(name);
    fields.state = StateWord.SUCCEEDED;
    fields.tally(tally, digest);
    fields.checkpoint = null;
    fields.completedAt = StatusTime.text(at);
    fields.exitCode = 0;
    fields.outputs = outputs.isEmpty() ? null : outputs;
    return new StepState.Succeeded(fields.toStatus());
  }

  /** A Git Job that has ended well: what became of which commit. */
  static StepState.Succeeded errand(
      String name, StepTally tally, String digest, Instant at, ErrandResult result) {
    StepFields fields = new StepFields(name);
    fields.state = StateWord.SUCCEEDED;
    fields.tally(tally, digest);
    fields.completedAt = StatusTime.text(at);
    fields.reason = result.outcome().name();
    fields.message = StatusSize.bounded(result.message());
    fields.commit = result.commit().orElse(null);
    return new StepState.Succeeded(fields.toStatus());
  }

  /** The compensation of a step that did nothing but commit: its commit is taken back. */
  static StepState.Succeeded takenBack(String name, StepState.Succeeded revert) {
    StepFields fields = new StepFields(name);
    fields.state = StateWord.SUCCEEDED;
    fields.reason = revert.record().reason();
    fields.message = revert.record().message();
    fields.startedAt = revert.record().startedAt();
    fields.completedAt = revert.record().completedAt();
    fields.commit = revert.record().commit();
    return new StepState.Succeeded(fields.toStatus());
  }

  /** Done as a person says. */
  static StepState.Succeeded takenAsDone(
      String name, StepTally tally, String digest, Instant at, Map<String, String> outputs) {
    StepFields fields = new StepFields(name);
    fields.state = StateWord.SUCCEEDED;
    fields.reason = StatusReason.TAKEN_AS_DONE.word();
    fields.digest = digest;
    fields.attempt = tally.attempt() == 0 ? null : tally.attempt();
    fields.startedAt = StatusTime.text(tally.firstStartedAt());
    fields.completedAt = StatusTime.text(at);
    fields.outputs = outputs.isEmpty() ? null : outputs;
    return new StepState.Succeeded(fields.toStatus());
  }

  /** A step that had failed and that a person goes on without; what it did is still there. */
  static StepState.Skipped passedOver(
      String name, StepTally tally, StepState.Asking asking, Instant at) {
    StepFields fields = new StepFields(name);
    fields.tally(tally, asking.digest());
    asking.failure().ifPresent(fields::failure);
    fields.message =
        asking.failure().map(QuestionMessages::passedOver).map(StatusSize::bounded).orElse(null);
    fields.state = StateWord.SKIPPED;
    fields.reason = StatusReason.PASSED_OVER.word();
    fields.completedAt = StatusTime.text(at);
    return new StepState.Skipped(fields.toStatus());
  }

  static StepState.Succeeded waited(String name, StepState.Waiting waiting) {
    StepFields fields = new StepFields(name);
    fields.state = StateWord.SUCCEEDED;
    fields.digest = waiting.digest();
    fields.startedAt = StatusTime.text(waiting.since());
    fields.completedAt = StatusTime.text(waiting.until());
    return new StepState.Succeeded(fields.toStatus());
  }

  /** The checkpoint of an earlier run as the outcome in this one; its times stay what they were. */
  static StepState.Succeeded reused(String name, StepCheckpoint earlier) {
    StepFields fields = new StepFields(name);
    fields.state = StateWord.SUCCEEDED;
    fields.reason = StatusReason.REUSED.word();
    fields.digest = earlier.digest();
    fields.attempt = earlier.attempt();
    fields.completedAt = earlier.recordedAt();
    fields.outputs = earlier.outputs().isEmpty() ? null : earlier.outputs();
    fields.commit = earlier.commit();
    fields.reusedFromRun = earlier.run();
    return new StepState.Succeeded(fields.toStatus());
  }

  static StepState.Skipped skipped(String name, Optional<StepCheckpoint> earlier, Instant at) {
    StepFields fields = new StepFields(name);
    fields.state = StateWord.SKIPPED;
    fields.reason = StatusReason.CONDITION_FALSE.word();
    fields.checkpoint = earlier.orElse(null);
    fields.completedAt = StatusTime.text(at);
    return new StepState.Skipped(fields.toStatus());
  }

  /** A step that the spec has no longer, but whose work stands. */
  static StepState.Removed removed(String name, StepCheckpoint did) {
    StepFields fields = new StepFields(name);
    fields.state = StateWord.REMOVED;
    fields.checkpoint = did;
    return new StepState.Removed(fields.toStatus());
  }

  static StepState.Ended ended(
      String name, StepTally tally, String digest, StepFailure failure, Instant at) {
    StepFields fields = new StepFields(name);
    fields.state = failure.kind().word();
    fields.tally(tally, digest);
    fields.completedAt = StatusTime.text(at);
    fields.failure(failure);
    return new StepState.Ended(fields.toStatus(), failure.kind());
  }

  /** A step that was over before it had an attempt. */
  static StepState.Ended refused(
      String name, Optional<StepCheckpoint> earlier, StepFailure failure, Instant at) {
    StepFields fields = new StepFields(name);
    fields.checkpoint = earlier.orElse(null);
    fields.state = failure.kind().word();
    fields.completedAt = StatusTime.text(at);
    fields.failure(failure);
    return new StepState.Ended(fields.toStatus(), failure.kind());
  }

  /** What a finished step hands on to the next run; empty where it did not succeed. */
  static Optional<StepCheckpoint> checkpoint(StepStatus status, int run) {
    if (StateWord.SUCCEEDED.equals(status.state()) && status.digest() != null) {
      return Optional.of(
          new StepCheckpoint(
              status.reusedFromRun() == null ? run : status.reusedFromRun(),
              status.digest(),
              status.attempt(),
              status.outputs() == null ? Map.of() : status.outputs(),
              status.commit(),
              status.completedAt(),
              null,
              null));
    }
    return Optional.ofNullable(status.checkpoint());
  }

  /** What a step that was tried and did not succeed may have done. */
  static Optional<StepCheckpoint> half(StepStatus status, int run) {
    return Optional.ofNullable(status.digest())
        .map(
            digest ->
                new StepCheckpoint(
                    run,
                    digest,
                    status.attempt(),
                    Map.of(),
                    null,
                    status.completedAt(),
                    null,
                    true));
  }
}
