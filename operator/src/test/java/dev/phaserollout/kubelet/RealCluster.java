package dev.phaserollout.kubelet;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cluster that is there already, with real kubelets, named by the system property {@value
 * #KUBECONFIG}. Its nodes need the image {@value PodCluster#IMAGE}. Nothing but the namespaces of
 * the tests is touched, and they are deleted at the end.
 */
final class RealCluster implements PodCluster {
  /** The path of a kubeconfig of an administrator. */
  static final String KUBECONFIG = "phaserollout.it.kubeconfig";

  /** The image of the operator, which {@code .ci/cluster} makes and loads. */
  private static final String OWN_IMAGE = "phaserollout.it.image";

  private static final Duration SOON = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final List<String> namespaces = new ArrayList<>();

  RealCluster(File kubeconfig) {
    this.client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  /** The cluster that whoever started the tests has named. */
  static Optional<File> named() {
    return Optional.ofNullable(System.getProperty(KUBECONFIG)).map(File::new);
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public String newNamespace(String purpose) {
    Namespace wanted =
        new NamespaceBuilder()
            .withNewMetadata()
            .withGenerateName(purpose + "-")
            .endMetadata()
            .build();
    String name = client.resource(wanted).create().getMetadata().getName();
    namespaces.add(name);
    await("default service account of " + name)
        .atMost(SOON)
        .until(() -> client.serviceAccounts().inNamespace(name).withName("default").get() != null);
    return name;
  }

  @Override
  public String log(Pod pod, String container) {
    return client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .inContainer(container)
        .getLog();
  }

  @Override
  public String ownImage() {
    return System.getProperty(OWN_IMAGE, "localhost/phaserollout:named-by-" + OWN_IMAGE);
  }

  @Override
  public void close() {
    namespaces.forEach(name -> client.namespaces().withName(name).delete());
    client.close();
  }
}
