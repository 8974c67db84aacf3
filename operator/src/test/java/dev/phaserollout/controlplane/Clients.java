package dev.phaserollout.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/**
 * Makes clients that know this control plane only: no kubeconfig and no environment of the machine
 * is read.
 */
final class Clients {
  private Clients() {}

  static KubernetesClient of(Endpoint endpoint, Credentials credentials) {
    return build(config(endpoint, credentials));
  }

  /** A client that says at once that the server does not answer yet. */
  static KubernetesClient impatient(Endpoint endpoint, Credentials credentials) {
    Config config = config(endpoint, credentials);
    config.setRequestRetryBackoffLimit(0);
    config.setConnectionTimeout(2_000);
    config.setRequestTimeout(2_000);
    return build(config);
  }

  private static Config config(Endpoint endpoint, Credentials credentials) {
    ConfigBuilder config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(endpoint.url())
            .withCaCertFile(endpoint.certificateAuthority().toString())
            .withOauthToken(credentials.token())
            .withNamespace("default");
    credentials
        .impersonated()
        .ifPresent(
            user ->
                config
                    .withImpersonateUsername(user.name())
                    .withImpersonateGroups(user.groups().toArray(String[]::new)));
    return config.build();
  }

  private static KubernetesClient build(Config config) {
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
