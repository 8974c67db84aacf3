package dev.phaserollout.cli;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** What people read when a cluster refuses them, or does not answer. */
final class ClusterFault {

  private ClusterFault() {}

  /** The words of the API server are passed on as they are: policies say there how to mend it. */
  static Refusal refusal(KubernetesClientException refused) {
    Optional<String> said = Optional.ofNullable(refused.getStatus()).map(Status::getMessage);
    if (refused.getCode() <= 0) {
      return new Refusal(
          Exit.FAILED,
          "the cluster does not answer ("
              + root(refused)
              + "); see that it runs, and that kubeconfig and --context mean it");
    }
    if (refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND && said.isEmpty()) {
      return new Refusal(
          Exit.FAILED,
          "the cluster knows no PhaseRollout; install the operator's chart, or name another cluster"
              + " with --context");
    }
    return new Refusal(
        Exit.FAILED,
        "the API server refuses it: " + said.orElseGet(() -> String.valueOf(refused.getMessage())));
  }

  private static String root(Throwable refused) {
    Throwable root = refused;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName()
        + (root.getMessage() == null ? "" : ": " + root.getMessage());
  }
}
