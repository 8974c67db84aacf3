package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A Git repository as the workspace of a rollout. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GitWorkspace(
    String url,
    @Nullable String branch,
    @Nullable String expectedRemote,
    @Nullable SecretRef credentialsSecretRef,
    @Nullable GitAuthor author,
    @Nullable GitSigning signing) {}
