package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Identifier;
import dev.phaserollout.api.shape.ListKey;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * A named value that conditions see as {@code params.<name>} and steps as {@code PARAM_<NAME>}.
 *
 * @param name The name of the parameter.
 * @param value Its value. Without one the run must be given it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Parameter(
    @ListKey @Identifier String name, @Size(max = 4096) @Nullable String value) {}
