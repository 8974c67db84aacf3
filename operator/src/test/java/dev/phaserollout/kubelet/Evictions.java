package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;

/** Evicts pods through the API server, as {@code kubectl drain} does on any cluster. */
final class Evictions {
  private Evictions() {}

  /**
   * The server marks the pod with {@code DisruptionTarget} and deletes it; one that is gone already
   * needs no eviction.
   *
   * @throws IllegalStateException when a disruption budget forbids it
   */
  static void evict(KubernetesClient client, Pod pod) {
    String namespace = pod.getMetadata().getNamespace();
    String name = pod.getMetadata().getName();
    PodResource resource = client.pods().inNamespace(namespace).withName(name);
    if (!resource.evict() && resource.get() != null) {
      throw new IllegalStateException(
          "pod "
              + namespace
              + "/"
              + name
              + " was not evicted: a PodDisruptionBudget forbids it; delete or loosen the budget");
    }
  }
}
