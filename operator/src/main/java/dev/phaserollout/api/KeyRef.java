package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.ObjectName;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * A key of a Secret or ConfigMap in the namespace of the rollout.
 *
 * @param name The name of the object.
 * @param key The key in it.
 * @param optional Whether the step may run where object or key are missing. False when absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeyRef(
    @ObjectName String name, @Size(min = 1, max = 253) String key, @Nullable Boolean optional) {}
