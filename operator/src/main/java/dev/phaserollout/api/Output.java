package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Identifier;
import dev.phaserollout.api.shape.ListKey;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * A result that a step promises to write.
 *
 * @param name The key in the JSON object that the step writes.
 * @param description What it means.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Output(
    @ListKey @Identifier String name, @Size(max = 1024) @Nullable String description) {}
