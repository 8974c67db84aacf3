package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A Secret in the namespace of the rollout. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SecretRef(String name) {}
