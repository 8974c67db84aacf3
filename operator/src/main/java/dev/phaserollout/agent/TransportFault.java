package dev.phaserollout.agent;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/**
 * What went wrong between the agent, its disk and the remote.
 *
 * @param words what was found and how to mend it
 * @param passing whether the next try may go well
 */
record TransportFault(String words, boolean passing) {

  /** The fault behind an exception of the library or the system. */
  static TransportFault of(String url, Throwable failure) {
    if (says(failure, "no space left on device") || says(failure, "disk quota exceeded")) {
      return lasting(
          "the disk is full (" + root(failure) + "); give the workspace's volume more room");
    }
    if (says(failure, "file too large")) {
      return lasting(
          "a file has grown beyond what may be written here ("
              + root(failure)
              + "); give it more room, or raise the limit that ulimit -f shows");
    }
    return network(url, failure)
        .or(() -> access(url, failure))
        .orElseGet(() -> passing(url + " could not be worked with (" + told(failure) + ")"));
  }

  private static Optional<TransportFault> network(String url, Throwable failure) {
    Optional<Throwable> unknown = cause(failure, UnknownHostException.class);
    if (unknown.isPresent()) {
      return Optional.of(
          passing(
              url
                  + ": found no host of that name; see that workspace.git.url names it right and"
                  + " that it is known where the pod runs"));
    }
    if (cause(failure, ConnectException.class).isPresent()
        || cause(failure, NoRouteToHostException.class).isPresent()
        || cause(failure, SocketTimeoutException.class).isPresent()) {
      return Optional.of(
          passing(
              url
                  + ": its host does not answer ("
                  + root(failure)
                  + "); see that it runs and that network policies let pods reach it"));
    }
    if (cause(failure, SSLException.class).isPresent() || says(failure, "secure connection")) {
      return Optional.of(
          lasting(
              url
                  + ": its certificate is not trusted ("
                  + root(failure)
                  + "); add its authority to the Secret of credentialsSecretRef, as ca.crt, or"
                  + " write the name that it is made for"));
    }
    if (says(failure, "redirect")) {
      return Optional.of(
          lasting(
              url
                  + ": the server sends the agent elsewhere ("
                  + told(failure)
                  + "), and credentials do not follow; write the address where it really is"));
    }
    return Optional.empty();
  }

  private static Optional<TransportFault> access(String url, Throwable failure) {
    if (says(failure, "server key did not validate")
        || says(failure, "unknown host key")
        || says(failure, "no match in known_hosts")
        || says(failure, "host key")) {
      return Optional.of(
          lasting(
              url
                  + ": the server's key is not among known_hosts of the Secret in"
                  + " credentialsSecretRef; make sure that it is the right server, then add the"
                  + " lines that ssh-keyscan prints"));
    }
    if (says(failure, "not authorized")
        || says(failure, "authentication is required")
        || says(failure, "cannot log in")
        || says(failure, "no more authentication methods")
        || says(failure, "auth fail")
        || says(failure, "401")) {
      return Optional.of(
          lasting(
              url
                  + ": the credentials are refused ("
                  + told(failure)
                  + "); renew those in the Secret that credentialsSecretRef names"));
    }
    if (says(failure, "not permitted") || says(failure, "403")) {
      return Optional.of(
          lasting(
              url
                  + ": the rights do not suffice ("
                  + told(failure)
                  + "); let the account of credentialsSecretRef read and push there"));
    }
    if (cause(failure, NoRemoteRepositoryException.class).isPresent()
        || says(failure, "not found")) {
      return Optional.of(
          lasting(
              url
                  + ": found no repository there ("
                  + told(failure)
                  + "); see that workspace.git.url is right and that the credentials may read it"));
    }
    return Optional.empty();
  }

  private static TransportFault lasting(String words) {
    return new TransportFault(words, false);
  }

  private static TransportFault passing(String words) {
    return new TransportFault(words, true);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }

  private static Optional<Throwable> cause(Throwable failure, Class<? extends Throwable> type) {
    return causes(failure).filter(type::isInstance).findFirst();
  }

  private static boolean says(Throwable failure, String words) {
    return causes(failure)
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(message -> message.contains(words));
  }

  /** What the library says first, which names most. */
  private static String told(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private static String root(Throwable failure) {
    return causes(failure).reduce((outer, inner) -> inner).map(TransportFault::told).orElse("");
  }
}
