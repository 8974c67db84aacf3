package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.PositiveDuration;

/**
 * A pause of fixed length.
 *
 * @param duration How long.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Wait(@PositiveDuration String duration) {}
