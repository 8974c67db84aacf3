package dev.phaserollout.agent;

import dev.phaserollout.errand.FailureReason;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/**
 * Where the workspace is, as the spec says it: over HTTP, SSH, or in a folder of this host.
 *
 * @param url as it was written
 */
record RemoteAddress(String url, URIish uri, Way way) {

  /** How it is reached. */
  enum Way {
    HTTP,
    SSH,
    FOLDER
  }

  /** The address, or an {@link AgentFailure} that says what is wrong with it. */
  static RemoteAddress of(String url) {
    try {
      URIish uri = new URIish(url);
      return new RemoteAddress(url, uri, way(uri).orElseThrow(() -> refused(url)));
    } catch (URISyntaxException notAnAddress) {
      throw refused(url);
    }
  }

  private static AgentFailure refused(String url) {
    return AgentFailure.lasting(
        FailureReason.InvalidErrand,
        "workspace.git.url: found '"
            + url
            + "', expected an address that begins with https://, http:// or ssh://, or that is"
            + " written as git@host:path; write it so");
  }

  private static Optional<Way> way(URIish uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "https", "http" -> Optional.of(Way.HTTP);
      case "ssh", "ssh+git", "git+ssh" -> Optional.of(Way.SSH);
      case "file" -> Optional.of(Way.FOLDER);
      case "" -> Optional.of(uri.getHost() == null ? Way.FOLDER : Way.SSH);
      default -> Optional.empty();
    };
  }

  /** Whether credentials for the workspace may be sent there. */
  boolean isSameHost(URIish other) {
    return String.valueOf(uri.getScheme()).equalsIgnoreCase(String.valueOf(other.getScheme()))
        && String.valueOf(uri.getHost()).equalsIgnoreCase(String.valueOf(other.getHost()))
        && uri.getPort() == other.getPort();
  }
}
