package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A Secret or ConfigMap in the namespace of the rollout.
 *
 * @param name The name of the object.
 * @param optional Whether the step may run where the object is missing. False when absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ObjectRef(@ObjectName String name, @Nullable Boolean optional) {}
