package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.phaserollout.api.shape.ListKey;
import dev.phaserollout.api.shape.VariableName;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * An environment variable filled from the output of an earlier step.
 *
 * @param env The name of the variable.
 * @param from The output that it gets its value from.
 * @param defaultValue The value where that step did not run or wrote no such output.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Input(
    @ListKey @VariableName String env,
    InputSource from,
    @Size(max = 4096) @JsonProperty("default") @Nullable String defaultValue) {}
