package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where the compensation of a step stands.
 *
 * @param state How far it is: an open-ended word for people; automation reads conditions.
 * @param reason Why, as one word of an open-ended set.
 * @param message What people should know of it.
 * @param attempt The number of the attempt.
 * @param jobUid The uid of its Job, once it is known.
 * @param startedAt When the compensation began.
 * @param completedAt When it ended.
 * @param exitCode How the container ended.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CompensationStatus(
    @Size(max = 64) @Nullable String state,
    @Size(max = 256) @Nullable String reason,
    @Size(max = 4096) @Nullable String message,
    @Min(0) @Nullable Integer attempt,
    @Size(max = 64) @Nullable String jobUid,
    @Timestamp @Nullable String startedAt,
    @Timestamp @Nullable String completedAt,
    @Min(Integer.MIN_VALUE) @Max(Integer.MAX_VALUE) @Nullable Integer exitCode) {}
