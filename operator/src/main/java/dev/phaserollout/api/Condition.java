package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.ListKey;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * A condition after the Kubernetes API conventions.
 *
 * @param type What the condition is about.
 * @param status {@code True}, {@code False} or {@code Unknown}.
 * @param observedGeneration The generation of the rollout that it speaks of.
 * @param lastTransitionTime When {@code status} changed last.
 * @param reason Why, as one word of an open-ended set.
 * @param message What people should know.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @ListKey @Size(min = 1, max = 316) String type,
    @Size(max = 16) String status,
    @Min(0) @Nullable Long observedGeneration,
    @Timestamp String lastTransitionTime,
    @Size(min = 1, max = 1024) String reason,
    @Size(max = 32768) String message) {}
