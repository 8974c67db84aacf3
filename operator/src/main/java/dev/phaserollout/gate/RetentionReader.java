package dev.phaserollout.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a Prometheus how long it keeps samples: {@code storageRetention} of its runtime information.
 * A flag of the server, so an answer counts for some minutes. Safe for use by several threads.
 */
final class RetentionReader {

  private static final String PATH = "/api/v1/status/runtimeinfo";
  private static final Duration COUNTS_FOR = Duration.ofMinutes(10);

  /** A length as Prometheus writes it: {@code 15d}, {@code 1d12h}. */
  private static final Pattern LENGTH =
      Pattern.compile(
          "(?:([0-9]{1,6})y)?(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?"
              + "(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?(?:([0-9]{1,6})ms)?");

  private static final List<Duration> UNITS =
      List.of(
          Duration.ofDays(365),
          Duration.ofDays(7),
          Duration.ofDays(1),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(1));

  private record Answered(Instant at, Retention retention) {}

  private final Map<Provider, Answered> answered = new ConcurrentHashMap<>();

  /** What is known of a provider at that time, from its configuration or from itself. */
  CompletableFuture<Retention> of(Provider provider, ProviderClient client, Instant at) {
    if (provider.retention().isPresent()) {
      return CompletableFuture.completedFuture(
          new Retention.Known(provider.name(), provider.retention().get()));
    }
    Answered known = answered.get(provider);
    return known != null && at.isBefore(known.at().plus(COUNTS_FOR))
        ? CompletableFuture.completedFuture(known.retention())
        : Chain.after(client.get(PATH), answer -> heard(provider, answer, at));
  }

  private Retention heard(Provider provider, HttpAnswer answer, Instant at) {
    if (answer instanceof HttpAnswer.Failed failed) {
      return new Retention.Unknown(provider.name(), "it " + failed.why());
    }
    Retention retention = read(provider.name(), (HttpAnswer.Answered) answer);
    answered.put(provider, new Answered(at, retention));
    return retention;
  }

  /** What an answer says; one that bounds the size alone says nothing of time. */
  static Retention read(String provider, HttpAnswer.Answered answer) {
    if (answer.status() != 200) {
      return new Retention.Unknown(provider, "HTTP " + answer.status());
    }
    Optional<JsonNode> said = answer.json().map(tree -> tree.path("data").path("storageRetention"));
    return said.map(JsonNode::asText)
        .map(text -> text.split(" or ", 2)[0])
        .flatMap(RetentionReader::length)
        .<Retention>map(length -> new Retention.Known(provider, length))
        .orElseGet(
            () ->
                new Retention.Unknown(
                    provider, "its runtime information has no storageRetention in time"));
  }

  private static Optional<Duration> length(String text) {
    Matcher parts = LENGTH.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    Duration length = Duration.ZERO;
    for (int unit = 0; unit < UNITS.size(); unit++) {
      String amount = parts.group(unit + 1);
      if (amount != null) {
        length = length.plus(UNITS.get(unit).multipliedBy(Long.parseLong(amount)));
      }
    }
    return Optional.of(length);
  }
}
