package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Identifier;
import dev.phaserollout.api.shape.Name;
import org.jspecify.annotations.Nullable;

/**
 * The output of a step as a measurement; the step itself where none is named.
 *
 * @param step The step; where the gate belongs to a step, that step when absent.
 * @param name The name of the output.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OutputSource(@Name @Nullable String step, @Identifier String name) {}
