package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** People who must agree before a phase begins. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Approval(
    @Nullable Integer required,
    @Nullable String timeout,
    @Nullable Boolean requireVerifiedIdentity,
    @Nullable String message) {}
