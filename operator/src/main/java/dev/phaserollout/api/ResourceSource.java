package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** An object of the rollout's namespace that must be ready after the kstatus rules. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResourceSource(String apiVersion, String kind, String name) {}
