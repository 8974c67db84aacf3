package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * The token of each command that was handled last.
 *
 * @param retry Of {@code phaserollout.dev/retry}.
 * @param rerun Of {@code phaserollout.dev/rerun}.
 * @param abort Of {@code phaserollout.dev/abort}.
 * @param rollback Of {@code phaserollout.dev/rollback}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HandledCommands(
    @Size(max = 256) @Nullable String retry,
    @Size(max = 256) @Nullable String rerun,
    @Size(max = 256) @Nullable String abort,
    @Size(max = 256) @Nullable String rollback) {}
