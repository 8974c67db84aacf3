package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A pause of fixed length. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Wait(String duration) {}
