package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A pair of windows that must both burn faster than {@code factor} for the gate to fail. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BurnRateWindow(
    @JsonProperty("long") String longWindow,
    @JsonProperty("short") String shortWindow,
    String factor) {}
