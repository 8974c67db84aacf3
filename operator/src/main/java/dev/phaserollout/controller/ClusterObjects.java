package dev.phaserollout.controller;

import dev.phaserollout.gate.ResourceReader;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Reads the objects that {@code resource} gates wait for, beside the reconcile threads. Which kinds
 * it may read is for the operator's rights to say.
 */
final class ClusterObjects implements ResourceReader {

  private final KubernetesClient client;
  private final Executor threads;

  ClusterObjects(KubernetesClient client, Executor threads) {
    this.client = client;
    this.threads = threads;
  }

  @Override
  public CompletionStage<Optional<Map<String, Object>>> read(
      String namespace, String apiVersion, String kind, String name) {
    return CompletableFuture.supplyAsync(() -> live(namespace, apiVersion, kind, name), threads);
  }

  private Optional<Map<String, Object>> live(
      String namespace, String apiVersion, String kind, String name) {
    try {
      GenericKubernetesResource found =
          client
              .genericKubernetesResources(apiVersion, kind)
              .inNamespace(namespace)
              .withName(name)
              .get();
      return Optional.ofNullable(found).map(this::fields);
    } catch (KubernetesClientException refused) {
      throw new IllegalStateException(why(refused, kind + " of " + apiVersion, namespace), refused);
    }
  }

  private static String why(KubernetesClientException refused, String what, String namespace) {
    if (refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
      return "the operator may not get "
          + what
          + " in namespace "
          + namespace
          + "; grant it by gateKinds of the chart";
    }
    // The client knows the kind from discovery, and asks nobody where that does not name it.
    boolean unknown = refused.getCode() <= 0 && refused.getCause() == null;
    return unknown
        ? "the cluster has no kind " + what
        : "the API server does not give " + what + ": " + ApiAnswer.of(refused).message();
  }

  @SuppressWarnings("unchecked") // an object of the API is a map of its fields
  private Map<String, Object> fields(GenericKubernetesResource object) {
    return client.getKubernetesSerialization().convertValue(object, Map.class);
  }
}
