package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The version that a rollout delivers; part of every digest, so a new version runs everything anew.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Release(String version) {}
