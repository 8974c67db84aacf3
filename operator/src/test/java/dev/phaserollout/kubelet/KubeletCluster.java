package dev.phaserollout.kubelet;

import dev.phaserollout.controlplane.RunningControlPlane;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The control plane of the tests with a test kubelet that takes the pods of its namespaces. */
final class KubeletCluster implements PodCluster {
  private static final String OWN_IMAGE = "localhost/phaserollout:of-this-build";

  private final RunningControlPlane controlPlane;
  private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
  private final TestKubelet kubelet;

  KubeletCluster(RunningControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    this.kubelet =
        TestKubelet.start(
            controlPlane.client(),
            KubeletOptions.standard()
                .forNamespaces(namespaces::contains)
                .withoutImage(MISSING_IMAGE)
                .withProgram(OWN_IMAGE, OwnProgram.command()));
  }

  TestKubelet kubelet() {
    return kubelet;
  }

  @Override
  public KubernetesClient client() {
    return controlPlane.client();
  }

  @Override
  public String newNamespace(String purpose) {
    String name = controlPlane.newNamespace(purpose);
    namespaces.add(name);
    return name;
  }

  @Override
  public String log(Pod pod, String container) {
    return kubelet.log(pod, container);
  }

  @Override
  public String ownImage() {
    return OWN_IMAGE;
  }

  @Override
  public void close() {
    kubelet.close();
  }
}
