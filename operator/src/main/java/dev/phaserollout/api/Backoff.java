package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.DurationText;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/**
 * The pause before an attempt is repeated: {@code duration × factor^(n-1)}, never more than {@code
 * maxDuration}.
 *
 * @param duration The pause before the second attempt. {@code 10s} when absent.
 * @param factor By how much each further pause is longer than the one before; 1 keeps it the same.
 *     2 when absent.
 * @param maxDuration The longest pause. {@code 5m} when absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Backoff(
    @DurationText @Nullable String duration,
    @Min(1) @Max(10) @Nullable Integer factor,
    @DurationText @Nullable String maxDuration) {}
