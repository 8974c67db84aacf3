package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * The newest checkpoint.
 *
 * @param sequence Counts up over all runs.
 * @param phase The phase of the step.
 * @param step The step that was finished.
 * @param digest What the step was when it was finished.
 * @param commit The commit that it left.
 * @param recordedAt When.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckpointStatus(
    @Min(0) @Nullable Long sequence,
    @Size(max = 253) @Nullable String phase,
    @Size(max = 253) @Nullable String step,
    @Size(max = 128) @Nullable String digest,
    @Size(max = 64) @Nullable String commit,
    @Timestamp @Nullable String recordedAt) {}
