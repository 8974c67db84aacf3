package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Size;

/**
 * Events that were fast enough against all events, as plain series selectors.
 *
 * @param success Selector of the series that counts the events that were fast enough.
 * @param total Selector of the series that counts all events.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LatencyIndicator(
    @Size(min = 1, max = 2048) String success, @Size(min = 1, max = 2048) String total) {}
