package dev.phaserollout.controller;

import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;

/** The CRD of the repository on whichever cluster a test runs on. */
final class Crds {

  private static final File FILE = new File("../crds/phaserollouts.phaserollout.dev-v1.yml");

  private Crds() {}

  static void install(KubernetesClient client) {
    CustomResourceDefinition crd =
        client.apiextensions().v1().customResourceDefinitions().load(FILE).item();
    client.resource(crd).forceConflicts().serverSideApply();
    await().atMost(Workplace.SOON).until(() -> served(client));
  }

  private static boolean served(KubernetesClient client) {
    try {
      client.resources(PhaseRollout.class).inNamespace("default").list();
      return true;
    } catch (KubernetesClientException notYet) {
      return false;
    }
  }
}
