package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.EmailAddress;
import dev.phaserollout.api.shape.PersonName;

/**
 * Whom commit points and tags name as their author.
 *
 * @param name The name in the commit.
 * @param email The address in the commit.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GitAuthor(@PersonName String name, @EmailAddress String email) {}
