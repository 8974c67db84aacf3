package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The pause before an attempt is repeated: {@code duration × factor^(n-1)}, never more than {@code
 * maxDuration}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Backoff(
    @Nullable String duration, @Nullable Integer factor, @Nullable String maxDuration) {}
