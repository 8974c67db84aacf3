package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a variable comes from: exactly one of the two.
 *
 * @param secretKeyRef A key of a Secret.
 * @param configMapKeyRef A key of a ConfigMap.
 */
@Rule(
    value = "has(self.secretKeyRef) != has(self.configMapKeyRef)",
    found = "none or both",
    expected = "exactly one of secretKeyRef, configMapKeyRef",
    mend = "keep the one that has the value")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvVarSource(@Nullable KeyRef secretKeyRef, @Nullable KeyRef configMapKeyRef) {}
