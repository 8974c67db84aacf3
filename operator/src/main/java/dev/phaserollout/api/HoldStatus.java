package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a run, or its next steps, from starting.
 *
 * @param reason Why, as one word of an open-ended set.
 * @param message What it waits for.
 * @param since Since when it has been held for this reason.
 * @param until When that ends by itself. Absent where it hangs on something else.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HoldStatus(
    @Size(max = 256) String reason,
    @Size(max = 32768) @Nullable String message,
    @Timestamp String since,
    @Timestamp @Nullable String until) {}
