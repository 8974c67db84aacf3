package dev.phaserollout.gate;

import dev.phaserollout.engine.TimeSpan;
import dev.phaserollout.gate.Provider.Auth;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one provider of the configuration. */
final class ProviderReader {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT_MAX = Duration.ofMinutes(5);
  private static final int CONCURRENCY = 20;
  private static final int CONCURRENCY_MAX = 1000;

  private final ProviderFields fields;

  ProviderReader(ProviderFields fields) {
    this.fields = fields;
  }

  /** The provider; empty where something is wrong, and the fields know what. */
  Optional<Provider> read() {
    String name = name();
    ProviderType type = type();
    Optional<URI> address = address();
    Optional<Path> caFile = file("caFile");
    Auth auth = auth();
    Duration timeout = timeout();
    int concurrency = concurrency();
    Optional<Duration> retention = retention();
    fields.refuseOthers();
    return fields.problems().isEmpty()
        ? address.map(
            uri -> new Provider(name, type, uri, caFile, auth, timeout, concurrency, retention))
        : Optional.empty();
  }

  private String name() {
    String name = fields.text("name").orElse("");
    if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      fields.refuse(
          "name",
          name,
          "a name of up to 63 small letters, digits and dashes",
          "write the name that gates call it by, such as main");
    }
    return name;
  }

  private ProviderType type() {
    String word = fields.text("type").orElse("");
    Optional<ProviderType> type =
        Stream.of(ProviderType.values()).filter(known -> known.word().equals(word)).findFirst();
    if (type.isEmpty()) {
      fields.refuse("type", word, "prometheus or http", "write what the server speaks");
    }
    return type.orElse(ProviderType.HTTP);
  }

  private Optional<URI> address() {
    String text = fields.text("address").orElse("");
    try {
      URI uri = new URI(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException noAddress) {
      // told below, as of every other text that is none
    }
    boolean secret = text.contains("@");
    fields.refuse(
        "address",
        secret ? "an address with a user in it" : text,
        "http:// or https://, a host, and perhaps a port and a path",
        secret ? "use usernameFile and passwordFile" : "write it as https://prometheus:9090");
    return Optional.empty();
  }

  private Auth auth() {
    Optional<Path> token = file("bearerTokenFile");
    Optional<Path> user = file("usernameFile");
    Optional<Path> password = file("passwordFile");
    if (token.isPresent() && (user.isPresent() || password.isPresent())) {
      fields.refuse(
          "bearerTokenFile",
          token.get().toString(),
          "no usernameFile and passwordFile beside it",
          "keep the kind that the server takes");
    }
    if (user.isPresent() != password.isPresent()) {
      fields.refuse(
          user.isPresent() ? "passwordFile" : "usernameFile",
          "",
          "a file, because the other of usernameFile and passwordFile is set",
          "set both or none");
    }
    if (token.isPresent()) {
      return new Auth.Bearer(token.get());
    }
    return user.isPresent() && password.isPresent()
        ? new Auth.Basic(user.get(), password.get())
        : new Auth.None();
  }

  private Optional<Path> file(String field) {
    Optional<String> text = fields.text(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(text.get());
      if (path.isAbsolute()) {
        return Optional.of(path);
      }
    } catch (InvalidPathException noPath) {
      // told below
    }
    fields.refuse(field, text.get(), "the absolute path of a file", "write where it is mounted");
    return Optional.empty();
  }

  private Duration timeout() {
    Optional<String> text = fields.text("timeout");
    Optional<Duration> timeout = text.flatMap(TimeSpan::parse);
    boolean fits =
        timeout
            .filter(length -> length.toMillis() > 0 && length.compareTo(TIMEOUT_MAX) <= 0)
            .isPresent();
    if (text.isPresent() && !fits) {
      fields.refuse(
          "timeout",
          text.get(),
          TimeSpan.EXPECTED + ", at most " + TimeSpan.text(TIMEOUT_MAX),
          "write how long one answer may take, such as 10s");
    }
    return timeout.orElse(TIMEOUT);
  }

  private Optional<Duration> retention() {
    Optional<String> text = fields.text("retention");
    Optional<Duration> length = text.flatMap(TimeSpan::parse).filter(kept -> !kept.isZero());
    if (text.isPresent() && length.isEmpty()) {
      fields.refuse(
          "retention",
          text.get(),
          TimeSpan.EXPECTED,
          "write how long it keeps samples in hours, such as 9600h, or leave it out where it is a"
              + " Prometheus that says so itself");
    }
    return length;
  }

  private int concurrency() {
    Optional<String> text = fields.text("concurrency");
    if (text.isPresent() && !text.get().matches("[1-9][0-9]{0,2}|" + CONCURRENCY_MAX)) {
      fields.refuse(
          "concurrency",
          text.get(),
          "a whole number from 1 to " + CONCURRENCY_MAX,
          "write how many requests the server bears at a time");
      return CONCURRENCY;
    }
    return text.map(Integer::parseInt).orElse(CONCURRENCY);
  }
}
