package dev.phaserollout.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The writes by which a scheduler and a kubelet take part in the life of a pod. */
final class PodApi {
  private static final PatchContext STRATEGIC = PatchContext.of(PatchType.STRATEGIC_MERGE);

  private final KubernetesClient client;
  private final String node;

  PodApi(KubernetesClient client, String node) {
    this.client = client;
    this.node = node;
  }

  /** Whether the pod is ours from now on; it is not when it is gone or another node has it. */
  boolean bind(Pod pod) {
    Binding binding =
        new BindingBuilder()
            .withNewMetadata()
            .withName(pod.getMetadata().getName())
            .withNamespace(pod.getMetadata().getNamespace())
            .withUid(pod.getMetadata().getUid())
            .endMetadata()
            .withNewTarget()
            .withApiVersion("v1")
            .withKind("Node")
            .withName(node)
            .endTarget()
            .build();
    try {
      client.bindings().inNamespace(pod.getMetadata().getNamespace()).resource(binding).create();
      return true;
    } catch (KubernetesClientException e) {
      if (overtaken(e)) {
        return false;
      }
      throw e;
    }
  }

  void patchStatus(Pod pod, ObjectNode patch) {
    client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .subresource("status")
        .patch(STRATEGIC, patch.toString());
  }

  /** The delete with which a kubelet says that nothing of the pod is left on its node. */
  void deleteNow(Pod pod) {
    client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .withGracePeriod(0)
        .delete();
  }

  void warn(Pod pod, String reason, String message) {
    ObjectMeta about = pod.getMetadata();
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    client
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withGenerateName(about.getName() + ".")
                .withNamespace(about.getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(about.getName())
                .withNamespace(about.getNamespace())
                .withUid(about.getUid())
                .endInvolvedObject()
                .withType("Warning")
                .withReason(reason)
                .withMessage(message)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("kubelet")
                .withHost(node)
                .endSource()
                .build())
        .create();
  }

  /** The pod is gone, or another node has it by now. */
  private static boolean overtaken(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
        || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }
}
