package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A document that must exist in the workspace; steps get its path as {@code STANDARD_<INTENT>}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Standard(String intent, String path) {}
