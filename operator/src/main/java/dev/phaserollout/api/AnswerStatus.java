package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** An answer that was counted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AnswerStatus(
    String by,
    @Nullable String decision,
    @Nullable Boolean verified,
    @Nullable String approvalUid,
    @Nullable String time,
    @Nullable String comment) {}
