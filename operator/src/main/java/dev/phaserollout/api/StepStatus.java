package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a step stands. {@code state} and {@code reason} are open-ended words.
 *
 * @param name The name of the step.
 * @param state How far it is: an open-ended word for people; automation reads conditions.
 * @param reason Why, as one word of an open-ended set.
 * @param message What people should know of it.
 * @param digest What the step is in this run: sha256 of all that determines its effect.
 * @param attempt The number of the latest attempt.
 * @param failures How many attempts failed.
 * @param disruptions How many attempts were lost to disruptions.
 * @param jobUid The uid of the Job of the latest attempt, once it is known.
 * @param startedAt When the step began.
 * @param attemptStartedAt When the latest attempt was recorded.
 * @param runningSince When its container started.
 * @param retryingSince Since when it waits for its next attempt.
 * @param nextAttemptAt When the next attempt is due.
 * @param cancelledAt When the cancellation of the latest attempt was asked for.
 * @param askedAt Since when a person is asked about it.
 * @param completedAt When the step ended.
 * @param exitCode How its container ended.
 * @param outputs What the step wrote.
 * @param commit The commit that it left.
 * @param reusedFromRun The run whose checkpoint stands in for running the step.
 * @param checkpoint The checkpoint of an earlier run that this run has neither reused nor voided
 *     yet.
 * @param gates Where its gates stand.
 * @param rollback Where its compensation stands.
 * @param git Where the Git Job after it stands: the one that puts its commit onto the branch once
 *     its gates have passed, or that looks at what a person has left.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepStatus(
    @Size(max = 253) String name,
    @Size(max = 64) @Nullable String state,
    @Size(max = 256) @Nullable String reason,
    @Size(max = 4096) @Nullable String message,
    @Size(max = 128) @Nullable String digest,
    @Min(0) @Nullable Integer attempt,
    @Min(0) @Nullable Integer failures,
    @Min(0) @Nullable Integer disruptions,
    @Size(max = 64) @Nullable String jobUid,
    @Timestamp @Nullable String startedAt,
    @Timestamp @Nullable String attemptStartedAt,
    @Timestamp @Nullable String runningSince,
    @Timestamp @Nullable String retryingSince,
    @Timestamp @Nullable String nextAttemptAt,
    @Timestamp @Nullable String cancelledAt,
    @Timestamp @Nullable String askedAt,
    @Timestamp @Nullable String completedAt,
    @Min(Integer.MIN_VALUE) @Max(Integer.MAX_VALUE) @Nullable Integer exitCode,
    @Size(max = 1024) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, @Size(max = 4096) String> outputs,
    @Size(max = 64) @Nullable String commit,
    @Min(1) @Nullable Integer reusedFromRun,
    @Nullable StepCheckpoint checkpoint,
    @Size(max = 50) List<GateStatus> gates,
    @Nullable WorkStatus rollback,
    @Nullable WorkStatus git) {

  public StepStatus {
    gates = Absent.orEmpty(gates);
  }

  /**
   * The compensation of this step as a step's status of its own: it moves and ends in the same
   * words, and undoes what has the same digest. Empty where it has not begun.
   */
  public Optional<StepStatus> undone() {
    return Optional.ofNullable(rollback).map(work -> work.asStep(name, digestUndone()));
  }

  /**
   * The Git Job after this step as a step's status of its own; what it works on is the commit that
   * the step has left, or what a person has left. Empty where it has not begun.
   */
  public Optional<StepStatus> landing() {
    return Optional.ofNullable(git)
        .map(work -> work.asStep(name, commit == null ? digest : commit));
  }

  private @Nullable String digestUndone() {
    return digest == null && checkpoint != null ? checkpoint.digest() : digest;
  }
}
