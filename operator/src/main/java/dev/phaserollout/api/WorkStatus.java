package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where work stands that is no step of its own: the compensation of a step, a Git Job, or the Job
 * of a gate. What it is for follows from where it is.
 *
 * @param state How far it is: an open-ended word for people; automation reads conditions.
 * @param reason Why, as one word of an open-ended set.
 * @param message What people should know of it.
 * @param attempt The number of the latest attempt.
 * @param failures How many attempts failed.
 * @param disruptions How many attempts were lost to disruptions.
 * @param jobUid The uid of the Job of the latest attempt, once it is known.
 * @param startedAt When it began.
 * @param attemptStartedAt When the latest attempt was recorded.
 * @param runningSince When its container started.
 * @param retryingSince Since when it waits for its next attempt.
 * @param nextAttemptAt When the next attempt is due.
 * @param cancelledAt When the cancellation of the latest attempt was asked for.
 * @param completedAt When it ended.
 * @param exitCode How its container ended.
 * @param outputs What it wrote.
 * @param commit The commit that a Git Job ended with.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkStatus(
    @Size(max = 64) @Nullable String state,
    @Size(max = 256) @Nullable String reason,
    @Size(max = 4096) @Nullable String message,
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
    @Timestamp @Nullable String completedAt,
    @Min(Integer.MIN_VALUE) @Max(Integer.MAX_VALUE) @Nullable Integer exitCode,
    @Size(max = 1024) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, @Size(max = 4096) String> outputs,
    @Size(max = 64) @Nullable String commit) {

  /**
   * The same as a step's status: it moves and ends in the same words.
   *
   * @param name of the step that it belongs to, or of itself
   * @param digest of what it works on
   */
  public StepStatus asStep(String name, @Nullable String digest) {
    return new StepStatus(
        name,
        state,
        reason,
        message,
        digest,
        attempt,
        failures,
        disruptions,
        jobUid,
        startedAt,
        attemptStartedAt,
        runningSince,
        retryingSince,
        nextAttemptAt,
        cancelledAt,
        null,
        completedAt,
        exitCode,
        outputs,
        commit,
        null,
        null,
        List.of(),
        null,
        null);
  }
}
