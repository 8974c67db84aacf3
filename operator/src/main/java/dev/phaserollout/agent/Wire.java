package dev.phaserollout.agent;

import dev.phaserollout.agent.Credentials.SshKey;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;

/**
 * A connection between the store and the remote, opened anew for each talk.
 *
 * @param authorities those that the server's certificate is checked with; the JVM's where empty
 */
record Wire(
    GitStore store,
    RemoteAddress address,
    Credentials credentials,
    Optional<Authorities> authorities) {

  private static final int TIMEOUT_SECONDS = 60;

  /** What is said over the wire. */
  interface Talk<T> {
    T with(Transport transport) throws IOException;
  }

  <T> T talk(Talk<T> talk) throws IOException {
    try (Transport transport = Transport.open(store.repository(), address.uri())) {
      transport.setTimeout(TIMEOUT_SECONDS);
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setCredentialsProvider(new HostCredentials(address, credentials));
      if (transport instanceof TransportHttp http) {
        authorities.ifPresent(http::setHttpConnectionFactory);
      }
      if (transport instanceof SshTransport ssh && credentials instanceof SshKey key) {
        try (SshdSessionFactory factory = SshAccess.factory(key, store.folder())) {
          ssh.setSshSessionFactory(factory);
          return talk.with(transport);
        }
      }
      return talk.with(transport);
    }
  }
}
