package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The key that signs commit points and tags.
 *
 * @param secretRef The Secret that holds the private key.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GitSigning(SecretRef secretRef) {}
