package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.ObjectName;

/**
 * A Secret in the namespace of the rollout.
 *
 * @param name The name of the Secret.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SecretRef(@ObjectName String name) {}
