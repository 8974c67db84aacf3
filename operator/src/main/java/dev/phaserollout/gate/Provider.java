package dev.phaserollout.gate;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A server that gates may ask, as the operator's configuration names it. Rollouts know its name
 * alone: no address, credential or limit ever comes from them.
 *
 * @param address with scheme, host and perhaps a path; without user, query and fragment
 * @param caFile certificates in PEM that its own is checked with; the JVM's where empty
 * @param auth how it is told who asks
 * @param timeout of one request, from its start to the last byte of its answer
 * @param concurrency requests at the same time
 * @param retention how long it keeps samples; empty where it is asked itself
 */
public record Provider(
    String name,
    ProviderType type,
    URI address,
    Optional<Path> caFile,
    Auth auth,
    Duration timeout,
    int concurrency,
    Optional<Duration> retention) {

  /** How a provider is told who asks. Files are read at every request, so rotation just works. */
  public sealed interface Auth {

    /** It is not. */
    record None() implements Auth {}

    /** {@code Authorization: Bearer …}, the content of a file. */
    record Bearer(Path tokenFile) implements Auth {}

    /** {@code Authorization: Basic …}, the contents of two files. */
    record Basic(Path usernameFile, Path passwordFile) implements Auth {}
  }

  /** The address with a path appended to its own. */
  URI at(String path) {
    String base = address.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
