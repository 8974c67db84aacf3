package dev.phaserollout.cli;

import dev.phaserollout.controller.OperatorSettings;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Why an operator cannot start, in words that mend it. */
final class StartFault {

  private StartFault() {}

  static String words(KubernetesClient client, OperatorSettings settings, Throwable refused) {
    String server = String.valueOf(client.getMasterUrl());
    Optional<KubernetesClientException> answer = answer(refused);
    int code = answer.map(KubernetesClientException::getCode).orElse(0);
    String said =
        answer
            .flatMap(known -> Optional.ofNullable(known.getStatus()))
            .map(Status::getMessage)
            .orElseGet(() -> root(refused));
    if (code == HttpURLConnection.HTTP_NOT_FOUND) {
      return "the cluster at "
          + server
          + ": found no kind PhaseRollout or no PhaseApproval, expected both CRDs; install them with:"
          + " kubectl apply -f crds/";
    }
    if (code == HttpURLConnection.HTTP_FORBIDDEN || code == HttpURLConnection.HTTP_UNAUTHORIZED) {
      return "the cluster at "
          + server
          + " refuses what the operator needs to read ("
          + said
          + "); give it the rights of the chart's roles"
          + (settings.namespaces().isEmpty()
              ? ", or name the namespaces that it may watch with --namespace"
              : "");
    }
    return "the cluster at "
        + server
        + " cannot be worked with ("
        + said
        + "); see that it runs and that your kubeconfig means it";
  }

  private static String root(Throwable refused) {
    Throwable root = refused;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said = root.getMessage() == null ? "" : ": " + root.getMessage();
    return root.getClass().getSimpleName() + said;
  }

  private static Optional<KubernetesClientException> answer(Throwable refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof KubernetesClientException answer) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }
}
