package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Whom commit points and tags name as their author. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GitAuthor(String name, String email) {}
