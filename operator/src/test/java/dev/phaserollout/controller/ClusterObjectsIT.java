package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.controlplane.User;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a gate on an object is told, by an API server that knows rights and kinds. */
@ControlPlane
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClusterObjectsIT {

  private final RunningControlPlane controlPlane;
  private final KubernetesClient client;
  private final String namespace;

  ClusterObjectsIT(RunningControlPlane controlPlane, KubernetesClient client) {
    this.controlPlane = controlPlane;
    this.client = client;
    this.namespace = controlPlane.newNamespace("objects");
  }

  @Test
  void an_object_is_its_fields_and_one_that_is_not_there_is_absent() {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("there")
                .withNamespace(namespace)
                .endMetadata()
                .withData(Map.of("a", "b"))
                .build())
        .create();

    assertThat(read(client, "v1", "ConfigMap", "there"))
        .hasValueSatisfying(fields -> assertThat(fields).containsEntry("data", Map.of("a", "b")));
    assertThat(read(client, "v1", "ConfigMap", "gone")).isEmpty();
  }

  @Test
  void a_kind_that_the_operator_may_not_read_is_told_with_what_grants_it() {
    try (KubernetesClient bob = controlPlane.client(User.BOB)) {
      assertThatThrownBy(() -> read(bob, "apps/v1", "Deployment", "shop"))
          .isInstanceOf(CompletionException.class)
          .cause()
          .hasMessage(
              "the operator may not get Deployment of apps/v1 in namespace "
                  + namespace
                  + "; grant it by gateKinds of the chart");
    }
  }

  @Test
  void a_kind_that_the_cluster_does_not_have_is_told() {
    assertThatThrownBy(() -> read(client, "example.com/v1", "Nothing", "shop"))
        .isInstanceOf(CompletionException.class)
        .cause()
        .hasMessage("the cluster has no kind Nothing of example.com/v1");
  }

  private Optional<Map<String, Object>> read(
      KubernetesClient as, String apiVersion, String kind, String name) {
    return new ClusterObjects(as, Runnable::run)
        .read(namespace, apiVersion, kind, name)
        .toCompletableFuture()
        .join();
  }
}
