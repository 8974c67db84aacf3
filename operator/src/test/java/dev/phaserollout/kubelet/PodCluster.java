package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A cluster on which pods run, whoever runs them: the control plane of the tests with a test
 * kubelet, or a real one. A test that knows no more than this proves that the two agree.
 */
public interface PodCluster extends AutoCloseable {
  /** An image whose {@code sh} and small tools do what those of POSIX do. */
  String IMAGE = "localhost/busybox:1";

  /** An image that no node has and no registry knows. */
  String MISSING_IMAGE = "localhost/nope:1";

  /** The administrator's client; it belongs to the cluster. */
  KubernetesClient client();

  /**
   * Makes a namespace of its own and returns its name when pods can be created there.
   *
   * @param purpose the first part of the name
   */
  String newNamespace(String purpose);

  /** What a container of a pod has printed. */
  String log(Pod pod, String container);

  /** Evicts a pod through the API server. */
  default void evict(Pod pod) {
    Evictions.evict(client(), pod);
  }

  /** The image of this build's program: what it runs without a command takes its words as args. */
  String ownImage();

  @Override
  void close();
}
