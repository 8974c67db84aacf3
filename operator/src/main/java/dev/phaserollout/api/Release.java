package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.Version;

/**
 * The version that a rollout delivers; part of every digest, so a new version runs everything anew.
 *
 * @param version The version, such as {@code v2.3.1}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Release(@Version String version) {}
