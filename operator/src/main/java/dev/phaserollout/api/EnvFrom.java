package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Identifier;
import dev.phaserollout.api.shape.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Every key of a Secret or ConfigMap as variables: exactly one of the two.
 *
 * @param prefix What is put before every key.
 * @param secretRef The Secret that the variables come from.
 * @param configMapRef The ConfigMap that the variables come from.
 */
@Rule(
    value = "has(self.secretRef) != has(self.configMapRef)",
    found = "none or both",
    expected = "exactly one of secretRef, configMapRef",
    mend = "name the one object that the variables come from")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvFrom(
    @Identifier @Nullable String prefix,
    @Nullable ObjectRef secretRef,
    @Nullable ObjectRef configMapRef) {}
