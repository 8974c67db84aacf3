package dev.phaserollout.controlplane;

import java.util.Optional;

/**
 * One write that the API server took or refused, as its audit log tells it.
 *
 * @param verb {@code create}, {@code update}, {@code patch}, {@code delete} or {@code
 *     deletecollection}
 * @param user who wrote; for an impersonated user, the impersonated one
 * @param userAgent what the client calls itself
 * @param resource plural name, with the subresource after a slash: {@code jobs}, {@code
 *     phaserollouts/status}
 * @param namespace empty for what belongs to no namespace
 * @param name empty where the server chose it, or where many were meant
 * @param code the HTTP status of the answer
 */
public record AuditedWrite(
    String verb,
    String user,
    String userAgent,
    String resource,
    Optional<String> namespace,
    Optional<String> name,
    int code) {}
