package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The newest checkpoint. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckpointStatus(
    @Nullable Long sequence,
    @Nullable String phase,
    @Nullable String step,
    @Nullable String digest,
    @Nullable String commit,
    @Nullable String recordedAt) {}
