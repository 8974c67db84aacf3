package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Asks the API server for the tokens of pods, bound to the pod as the kubelet's are. */
final class ServiceAccountTokens {
  private final KubernetesClient client;

  ServiceAccountTokens(KubernetesClient client) {
    this.client = client;
  }

  String request(Pod pod, ServiceAccountTokenProjection wanted) throws ConfigFault {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .addAllToAudiences(
                wanted.getAudience() == null
                    ? java.util.List.of()
                    : java.util.List.of(wanted.getAudience()))
            .withExpirationSeconds(wanted.getExpirationSeconds())
            .withNewBoundObjectRef()
            .withApiVersion("v1")
            .withKind("Pod")
            .withName(pod.getMetadata().getName())
            .withUid(pod.getMetadata().getUid())
            .endBoundObjectRef()
            .endSpec()
            .build();
    try {
      return client
          .serviceAccounts()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(pod.getSpec().getServiceAccountName())
          .tokenRequest(request)
          .getStatus()
          .getToken();
    } catch (KubernetesClientException e) {
      throw new ConfigFault("failed to fetch token: " + e.getMessage());
    }
  }
}
