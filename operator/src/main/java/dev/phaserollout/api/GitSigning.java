package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The key that signs commit points and tags. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GitSigning(SecretRef secretRef) {}
