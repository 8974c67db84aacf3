package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Min;

/**
 * How many measurements of a gate ended with which verdict.
 *
 * @param pass Ended with {@code Pass}.
 * @param fail Ended with {@code Fail}.
 * @param inconclusive Ended with {@code Inconclusive}.
 * @param error Ended with {@code Error}.
 * @param consecutivePass How many of the newest ended with {@code Pass} in a row.
 * @param consecutiveError How many of the newest ended with {@code Error} in a row.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VerdictCounts(
    @Min(0) int pass,
    @Min(0) int fail,
    @Min(0) int inconclusive,
    @Min(0) int error,
    @Min(0) int consecutivePass,
    @Min(0) int consecutiveError) {}
