package dev.phaserollout.controlplane;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the kubeconfig of one user. */
final class Kubeconfig {
  private Kubeconfig() {}

  static Path write(Path file, Endpoint endpoint, String user, Credentials credentials) {
    AuthInfo proof = new AuthInfo();
    proof.setToken(credentials.token());
    credentials
        .impersonated()
        .ifPresent(
            other -> {
              proof.setAs(other.name());
              proof.setAsGroups(other.groups());
            });
    Config config =
        new ConfigBuilder()
            .addNewCluster()
            .withName("control-plane")
            .withNewCluster()
            .withServer(endpoint.url())
            .withCertificateAuthority(endpoint.certificateAuthority().toString())
            .endCluster()
            .endCluster()
            .addNewUser()
            .withName(user)
            .withUser(proof)
            .endUser()
            .addNewContext()
            .withName(user)
            .withNewContext()
            .withCluster("control-plane")
            .withUser(user)
            .endContext()
            .endContext()
            .withCurrentContext(user)
            .build();
    try {
      return Files.writeString(file, Serialization.asYaml(config));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the kubeconfig of " + user, e);
    }
  }
}
