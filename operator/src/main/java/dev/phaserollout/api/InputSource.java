package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.Identifier;
import dev.phaserollout.api.shape.Name;

/**
 * The output that an input takes its value from.
 *
 * @param step The step that writes the output; it must come before this one.
 * @param output The name of the output.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InputSource(@Name String step, @Identifier String output) {}
