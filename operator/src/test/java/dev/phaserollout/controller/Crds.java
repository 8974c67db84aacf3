package dev.phaserollout.controller;

import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.util.List;

/** The CRDs of the repository on whichever cluster a test runs on. */
final class Crds {

  private static final File FOLDER = new File("../crds");

  private Crds() {}

  static void install(KubernetesClient client) {
    for (String plural : List.of("phaserollouts", "phaseapprovals")) {
      CustomResourceDefinition crd =
          client
              .apiextensions()
              .v1()
              .customResourceDefinitions()
              .load(new File(FOLDER, plural + ".phaserollout.dev-v1.yml"))
              .item();
      client.resource(crd).forceConflicts().serverSideApply();
    }
    await()
        .atMost(Workplace.SOON)
        .until(() -> served(client, PhaseRollout.class) && served(client, PhaseApproval.class));
  }

  private static boolean served(KubernetesClient client, Class<? extends HasMetadata> kind) {
    try {
      client.resources(kind).inNamespace("default").list();
      return true;
    } catch (KubernetesClientException notYet) {
      return false;
    }
  }
}
