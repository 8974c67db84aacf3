package dev.phaserollout.agent;

import dev.phaserollout.agent.Credentials.None;
import dev.phaserollout.agent.Credentials.Password;
import dev.phaserollout.agent.Credentials.SshKey;
import dev.phaserollout.agent.RemoteAddress.Way;
import dev.phaserollout.errand.FailureReason;
import java.util.Optional;

/**
 * Reads credentials from a mounted Secret, in the forms that Kubernetes has for them: {@code
 * username} and {@code password}, {@code ssh-privatekey}; and {@code token}, {@code known_hosts}.
 * What is beside them, such as {@code ca.crt}, is for others.
 */
final class CredentialsReader {

  /** Servers that take tokens ignore the name beside them, as long as there is one. */
  private static final String NAME_OF_TOKENS = "x-access-token";

  private static final String EXPECTED_HTTP = "token, or username and password";
  private static final String EXPECTED_SSH = "ssh-privatekey and known_hosts";

  private CredentialsReader() {}

  /** What fits the address, or an {@link AgentFailure} that names what is missing. */
  static Credentials read(Optional<SecretFolder> secret, RemoteAddress address) {
    if (secret.isEmpty()) {
      if (address.way() == Way.SSH) {
        throw AgentFailure.lasting(
            FailureReason.InvalidErrand,
            "workspace.git.credentialsSecretRef: found nothing, expected a Secret with "
                + EXPECTED_SSH
                + " for "
                + address.url()
                + "; create it and name it there");
      }
      return new None();
    }
    return switch (address.way()) {
      case HTTP -> password(secret.get(), address);
      case SSH -> key(secret.get(), address);
      case FOLDER -> new None();
    };
  }

  private static Credentials password(SecretFolder secret, RemoteAddress address) {
    Optional<String> name = secret.value("username");
    Optional<String> token = secret.value("token");
    if (token.isPresent()) {
      return new Password(name.orElse(NAME_OF_TOKENS), token.get());
    }
    Optional<String> password = secret.value("password");
    if (name.isPresent() && password.isPresent()) {
      return new Password(name.get(), password.get());
    }
    if (name.isEmpty() && password.isEmpty() && secret.value(Authorities.KEY).isPresent()) {
      // Read by everybody, at a server with an authority of its own.
      return new None();
    }
    throw secret.refused(
        "found " + secret.keys(),
        EXPECTED_HTTP + " for " + address.url(),
        "add them to the Secret, or write an ssh:// address");
  }

  private static Credentials key(SecretFolder secret, RemoteAddress address) {
    Optional<String> key = secret.value("ssh-privatekey");
    Optional<String> hosts = secret.value("known_hosts");
    if (key.isEmpty() || hosts.isEmpty()) {
      throw secret.refused(
          "found " + secret.keys(),
          EXPECTED_SSH + " for " + address.url(),
          "add them to the Secret; ssh-keyscan "
              + address.uri().getHost()
              + " prints the lines of known_hosts");
    }
    return new SshKey(
        PrivateKey.read(secret, "ssh-privatekey", key.get()), hosts.get().lines().toList());
  }
}
