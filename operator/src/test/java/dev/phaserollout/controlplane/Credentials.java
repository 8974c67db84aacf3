package dev.phaserollout.controlplane;

import java.util.Optional;

/**
 * How a user proves who they are: a token of their own, or the administrator's together with the
 * request to be treated as somebody else.
 *
 * @param token the bearer token
 * @param impersonated whom the API server shall see instead of the token's owner
 */
record Credentials(String token, Optional<User> impersonated) {}
