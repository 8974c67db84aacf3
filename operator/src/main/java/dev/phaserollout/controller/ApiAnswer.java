package dev.phaserollout.controller;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the API server said when it refused a request. */
record ApiAnswer(int code, String reason, String message, boolean namespaceTerminating) {

  /** The API server itself is in trouble: to be asked again. */
  private static final Set<Integer> TRY_AGAIN = Set.of(401, 408, 429, 500, 502, 503, 504);

  static ApiAnswer of(KubernetesClientException refused) {
    Optional<Status> status = Optional.ofNullable(refused.getStatus());
    String message =
        status
            .map(Status::getMessage)
            .or(() -> Optional.ofNullable(refused.getMessage()))
            .orElse("");
    boolean terminating =
        status.map(Status::getDetails).stream()
            .flatMap(details -> details.getCauses().stream())
            .map(StatusCause::getReason)
            .anyMatch("NamespaceTerminating"::equals);
    return new ApiAnswer(
        refused.getCode(),
        Objects.requireNonNullElse(status.map(Status::getReason).orElse(""), ""),
        message,
        terminating);
  }

  boolean alreadyExists() {
    return code == HttpURLConnection.HTTP_CONFLICT;
  }

  boolean notFound() {
    return code == HttpURLConnection.HTTP_NOT_FOUND;
  }

  /** The client gives a number below those of HTTP where it got no answer. */
  private boolean answered() {
    return code > 0;
  }

  /** Whether the answer says nothing about the request itself. */
  boolean transientFault() {
    return !answered() || TRY_AGAIN.contains(code);
  }
}
