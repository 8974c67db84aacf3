package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Size;

/**
 * Bad events against all events, as plain series selectors.
 *
 * @param errors Selector of the series that counts bad events.
 * @param total Selector of the series that counts all events.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RatioIndicator(
    @Size(min = 1, max = 2048) String errors, @Size(min = 1, max = 2048) String total) {}
