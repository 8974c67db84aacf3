package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Every key of a Secret or ConfigMap as variables: exactly one of the two. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvFrom(
    @Nullable String prefix, @Nullable ObjectRef secretRef, @Nullable ObjectRef configMapRef) {}
