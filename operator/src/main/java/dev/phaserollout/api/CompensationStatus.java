package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Where the compensation of a step stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CompensationStatus(
    @Nullable String state,
    @Nullable String reason,
    @Nullable String message,
    @Nullable Integer attempt,
    @Nullable String jobUid,
    @Nullable String startedAt,
    @Nullable String completedAt,
    @Nullable Integer exitCode) {}
