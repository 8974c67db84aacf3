package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of a gate.
 *
 * @param time When it was taken.
 * @param value What was measured.
 * @param verdict {@code Pass}, {@code Fail}, {@code Inconclusive} or {@code Error}.
 * @param message What people should know of it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MeasurementStatus(
    @Timestamp String time,
    @Size(max = 256) @Nullable String value,
    @Size(max = 64) String verdict,
    @Size(max = 4096) @Nullable String message) {}
