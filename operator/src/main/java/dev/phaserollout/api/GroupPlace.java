package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * The place of a run in its concurrency group: in the queue before it has begun, at work from then
 * on.
 *
 * @param group The group.
 * @param since When it took its place.
 * @param ticket The smallest one begins next. Absent for the moment in which it is being drawn.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GroupPlace(
    @Size(max = 63) String group, @Timestamp String since, @Min(1) @Nullable Long ticket) {}
