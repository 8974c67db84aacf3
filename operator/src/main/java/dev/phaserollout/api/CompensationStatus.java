package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the compensation of a step stands. What it undoes, its digest and its run follow from the
 * step beside it.
 *
 * @param state How far it is: an open-ended word for people; automation reads conditions.
 * @param reason Why, as one word of an open-ended set.
 * @param message What people should know of it.
 * @param attempt The number of the latest attempt.
 * @param failures How many attempts failed.
 * @param disruptions How many attempts were lost to disruptions.
 * @param jobUid The uid of the Job of the latest attempt, once it is known.
 * @param startedAt When the compensation began.
 * @param attemptStartedAt When the latest attempt was recorded.
 * @param runningSince When its container started.
 * @param retryingSince Since when it waits for its next attempt.
 * @param nextAttemptAt When the next attempt is due.
 * @param cancelledAt When the cancellation of the latest attempt was asked for.
 * @param completedAt When the compensation ended.
 * @param exitCode How its container ended.
 * @param outputs What it wrote.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CompensationStatus(
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
        @Nullable Map<String, @Size(max = 4096) String> outputs) {}
