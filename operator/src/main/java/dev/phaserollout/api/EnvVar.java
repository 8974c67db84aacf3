package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.ListKey;
import dev.phaserollout.api.shape.Rule;
import dev.phaserollout.api.shape.VariableName;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * An environment variable: a literal value or a reference to a key of a Secret or ConfigMap.
 *
 * @param name The name of the variable.
 * @param value Its value, taken as it stands: nothing is substituted in it.
 * @param valueFrom The key of a Secret or ConfigMap that has the value.
 */
@Rule(
    value = "has(self.value) != has(self.valueFrom)",
    found = "none or both",
    expected = "exactly one of value, valueFrom",
    mend = "keep the one that you mean; the value may be empty")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvVar(
    @ListKey @VariableName String name,
    @Size(max = 32768) @Nullable String value,
    @Nullable EnvVarSource valueFrom) {}
