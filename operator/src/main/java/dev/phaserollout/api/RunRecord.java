package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A run that ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunRecord(
    int run,
    @Nullable String release,
    @Nullable String revision,
    @Nullable String result,
    @Nullable String reason,
    @Nullable String message,
    @Nullable String startedAt,
    @Nullable String completedAt,
    @Nullable String duration,
    @Nullable String commit) {}
