package dev.phaserollout.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One namespace of a cluster. What the API server refuses is a {@link Refusal} in its own words.
 */
final class Cluster implements AutoCloseable {

  private static final int RETRIES = 1;
  private static final String WHO_AM_I = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

  private final KubernetesClient client;
  private final String namespace;

  private Cluster(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  static Cluster of(Config config, String namespace) {
    config.setRequestRetryBackoffLimit(RETRIES);
    return new Cluster(new KubernetesClientBuilder().withConfig(config).build(), namespace);
  }

  String namespace() {
    return namespace;
  }

  KubernetesClient client() {
    return client;
  }

  /** In the order of their names. */
  List<PhaseRollout> rollouts() {
    return asked(
        () -> client.resources(PhaseRollout.class).inNamespace(namespace).list().getItems());
  }

  Resource<PhaseRollout> resource(String name) {
    return client.resources(PhaseRollout.class).inNamespace(namespace).withName(name);
  }

  /**
   * The rollout as it stands.
   *
   * @throws Refusal where there is none of that name
   */
  PhaseRollout rollout(String name) {
    return Optional.ofNullable(asked(() -> resource(name).get())).orElseThrow(() -> missing(name));
  }

  Refusal missing(String name) {
    return new Refusal(
        Exit.USAGE,
        "found no rollout '"
            + name
            + "' in namespace '"
            + namespace
            + "' of "
            + client.getMasterUrl()
            + ", expected one; 'phaserollout get -n "
            + namespace
            + "' lists them, and ./"
            + name
            + " means a file");
  }

  /** Changes only what the patch says, as JSON merge patches have it. */
  void patch(String name, String merge) {
    asked(() -> resource(name).patch(PatchContext.of(PatchType.JSON_MERGE), merge));
  }

  PhaseApproval create(PhaseApproval answer) {
    return asked(() -> client.resource(answer).inNamespace(namespace).create());
  }

  /** The name under which the API server knows the caller. */
  String caller() {
    String review =
        asked(
            () ->
                client.raw(
                    WHO_AM_I,
                    "POST",
                    "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}"));
    return client
        .getKubernetesSerialization()
        .unmarshal(review, JsonNode.class)
        .at("/status/userInfo/username")
        .asText();
  }

  /** Has the API server asked, and its refusals told to people. */
  static <T> T asked(Supplier<T> request) {
    try {
      return request.get();
    } catch (KubernetesClientException refused) {
      throw ClusterFault.refusal(refused);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
