package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.ApiVersion;
import dev.phaserollout.api.shape.KindName;
import dev.phaserollout.api.shape.ObjectName;

/**
 * An object of the rollout's namespace that must be ready after the kstatus rules.
 *
 * @param apiVersion Group and version of the object, such as {@code apps/v1}.
 * @param kind Its kind, such as {@code Deployment}.
 * @param name Its name.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResourceSource(
    @ApiVersion String apiVersion, @KindName String kind, @ObjectName String name) {}
