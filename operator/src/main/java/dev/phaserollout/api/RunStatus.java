package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The run under way, or the last one that ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunStatus(
    int number,
    @Nullable String uid,
    @Nullable String revision,
    @Nullable String release,
    @Nullable String previousRelease,
    @Nullable String baseCommit,
    @Nullable String startedAt,
    @Nullable String completedAt,
    @Nullable String result,
    @Nullable String reason,
    @Nullable String message,
    @Nullable String traceparent,
    @Nullable Long generation) {}
