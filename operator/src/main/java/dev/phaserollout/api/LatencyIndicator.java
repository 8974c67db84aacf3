package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Events that were fast enough against all events, as plain series selectors. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LatencyIndicator(String success, String total) {}
