package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.Name;
import dev.phaserollout.api.shape.ObjectUid;

/**
 * One rollout and no other of the same name, before or after it.
 *
 * @param name Its name.
 * @param uid Its uid.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutRef(@Name String name, @ObjectUid String uid) {}
