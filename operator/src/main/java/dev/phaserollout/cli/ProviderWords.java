package dev.phaserollout.cli;

import dev.phaserollout.gate.Provider;
import dev.phaserollout.gate.ProviderType;
import dev.phaserollout.gate.Providers;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Providers of gates as words of the command line: {@code NAME=URL}, without credentials. */
final class ProviderWords {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int CONCURRENCY = 8;

  private ProviderWords() {}

  static Providers parse(List<String> prometheus, List<String> http) {
    List<Provider> providers = new ArrayList<>();
    prometheus.forEach(
        word -> providers.add(provider("--provider", word, ProviderType.PROMETHEUS)));
    http.forEach(word -> providers.add(provider("--http-provider", word, ProviderType.HTTP)));
    return new Providers(providers, Optional.empty());
  }

  private static Provider provider(String option, String word, ProviderType type) {
    int equals = word.indexOf('=');
    if (equals <= 0 || equals == word.length() - 1) {
      throw refused(option, word);
    }
    return new Provider(
        word.substring(0, equals),
        type,
        address(option, word, word.substring(equals + 1)),
        Optional.empty(),
        new Provider.Auth.None(),
        TIMEOUT,
        CONCURRENCY,
        Optional.empty());
  }

  private static URI address(String option, String word, String url) {
    try {
      URI address = new URI(url);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException unreadable) {
      // Answered below, as every other word is that is no address.
    }
    throw refused(option, word);
  }

  private static Refusal refused(String option, String word) {
    return new Refusal(
        Exit.USAGE,
        option
            + ": found '"
            + word
            + "', expected NAME=URL such as metrics=http://localhost:9090; a server that asks for"
            + " credentials is one for a cluster");
  }
}
