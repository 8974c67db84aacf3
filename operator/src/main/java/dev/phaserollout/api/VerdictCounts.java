package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** How many measurements of a gate ended with which verdict. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VerdictCounts(int pass, int fail, int inconclusive, int error) {}
