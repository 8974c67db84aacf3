package dev.phaserollout.agent;

import dev.phaserollout.agent.Credentials.Password;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Hands the credentials of the workspace to its own host, and to no other. */
final class HostCredentials extends CredentialsProvider {

  private final RemoteAddress address;
  private final Optional<Password> password;

  HostCredentials(RemoteAddress address, Credentials credentials) {
    this.address = address;
    this.password = credentials instanceof Password known ? Optional.of(known) : Optional.empty();
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    for (CredentialItem item : items) {
      if (!(item instanceof CredentialItem.Username)
          && !(item instanceof CredentialItem.Password)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean get(URIish uri, CredentialItem... items) {
    if (password.isEmpty() || !address.isSameHost(uri) || !supports(items)) {
      return false;
    }
    for (CredentialItem item : items) {
      if (item instanceof CredentialItem.Username name) {
        name.setValue(password.get().name());
      } else if (item instanceof CredentialItem.Password secret) {
        secret.setValue(password.get().password().toCharArray());
      }
    }
    return true;
  }
}
