package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Bad events against all events, as plain series selectors. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RatioIndicator(String errors, String total) {}
