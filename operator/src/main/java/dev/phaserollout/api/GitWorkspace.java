package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.GitRef;
import dev.phaserollout.api.shape.GitUrl;
import org.jspecify.annotations.Nullable;

/**
 * A Git repository as the workspace of a rollout.
 *
 * @param url Where the repository is. Credentials do not belong here but into a Secret.
 * @param branch The branch that steps see and that commit points advance. The default branch of the
 *     repository when absent.
 * @param expectedRemote The guard: a run refuses to begin in a workspace whose origin is another.
 * @param credentialsSecretRef The Secret with the credentials for reading and pushing, and with the
 *     authority of the server as ca.crt where it has one of its own. Only Git Jobs see it, never
 *     the operator or a step.
 * @param author Whom commits and tags name as their author.
 * @param signing The key that commits and tags are signed with.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GitWorkspace(
    @GitUrl String url,
    @GitRef @Nullable String branch,
    @GitUrl @Nullable String expectedRemote,
    @Nullable SecretRef credentialsSecretRef,
    @Nullable GitAuthor author,
    @Nullable GitSigning signing) {}
