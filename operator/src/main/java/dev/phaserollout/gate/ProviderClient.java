package dev.phaserollout.gate;

import dev.phaserollout.engine.TimeSpan;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Asks one provider, and only it: redirects are not followed, no proxy of the machine is used, the
 * answer is bounded in time and size. It has threads of its own, two at most, and a bound on what
 * is asked at a time, so that a provider that is slow, or whose name resolves slowly, is slow for
 * its own gates alone. Safe for use by several threads.
 */
final class ProviderClient implements AutoCloseable {

  /** Requests that may wait for one provider: more gates than a cluster should have. */
  private static final int LONGEST_QUEUE = 20_000;

  private final Provider provider;
  private final Turnstile turnstile;
  private final ClientThreads threads;
  private Optional<Made> made = Optional.empty();

  /** A client, and the certificates that it was made with. */
  private record Made(String certificates, HttpClient client) {}

  ProviderClient(Provider provider) {
    this.provider = provider;
    this.turnstile = new Turnstile(provider.concurrency(), LONGEST_QUEUE);
    this.threads = new ClientThreads("provider " + provider.name());
  }

  /** Asks for what is below the address; the path begins with a slash. */
  CompletableFuture<HttpAnswer> get(String path) {
    return send(HttpRequest.newBuilder(provider.at(path)).GET());
  }

  /** Sends a form to what is below the address. */
  CompletableFuture<HttpAnswer> post(String path, String form) {
    return send(
        HttpRequest.newBuilder(provider.at(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private CompletableFuture<HttpAnswer> send(HttpRequest.Builder request) {
    return turnstile
        .enter(() -> threads.run(() -> exchange(request)))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new HttpAnswer.Failed(
                        "is too slow: "
                            + LONGEST_QUEUE
                            + " measurements wait for it; raise its concurrency")));
  }

  private CompletableFuture<HttpAnswer> exchange(HttpRequest.Builder request) {
    try {
      request.header("Accept", "application/json").header("User-Agent", "phaserollout");
      Authorization.of(provider.auth()).ifPresent(value -> request.header("Authorization", value));
      CompletableFuture<HttpResponse<byte[]>> exchange =
          client().sendAsync(request.build(), answer -> new BoundedBody());
      CompletableFuture<HttpAnswer> answer =
          exchange
              .copy()
              .orTimeout(provider.timeout().toMillis(), TimeUnit.MILLISECONDS)
              .handle(this::answer);
      Chain.whenDone(answer, (result, failure) -> exchange.cancel(true));
      return answer;
    } catch (Authorization.Unreadable unreadable) {
      return failed("cannot be asked: " + unreadable.why());
    } catch (IOException | GeneralSecurityException noTrust) {
      return failed(
          "cannot be asked: its caFile "
              + provider.caFile().map(Path::toString).orElse("")
              + " cannot be used ("
              + OneLine.of(noTrust.getClass().getSimpleName())
              + "); mount certificates in PEM there");
    }
  }

  private static CompletableFuture<HttpAnswer> failed(String why) {
    return CompletableFuture.completedFuture(new HttpAnswer.Failed(why));
  }

  /** The client is made anew when the certificates have changed: they are rotated too. */
  private synchronized HttpClient client() throws IOException, GeneralSecurityException {
    String certificates =
        provider.caFile().isPresent() ? Files.readString(provider.caFile().get()) : "";
    if (made.isPresent() && made.get().certificates().equals(certificates)) {
      return made.get().client();
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(provider.timeout())
            .executor(threads.executor());
    if (provider.caFile().isPresent()) {
      builder.sslContext(TrustedCertificates.context(certificates));
    }
    HttpClient client = builder.build();
    made = Optional.of(new Made(certificates, client));
    return client;
  }

  private HttpAnswer answer(HttpResponse<byte[]> response, Throwable failure) {
    return failure == null
        ? HttpAnswer.Answered.of(response.statusCode(), response.body())
        : new HttpAnswer.Failed(why(cause(failure)));
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private String why(Throwable failure) {
    if (failure instanceof TimeoutException || failure instanceof HttpConnectTimeoutException) {
      return "did not answer within " + TimeSpan.text(provider.timeout());
    }
    if (failure instanceof BoundedBody.TooLong) {
      return "answered with more than 1 MiB, which is not read; ask for less, or aggregate";
    }
    if (failure instanceof ConnectException) {
      return failure.getCause() instanceof UnresolvedAddressException
          ? "has an address that no name server knows"
          : "cannot be reached: the connection was refused";
    }
    if (failure instanceof SSLException) {
      return "is not trusted: TLS failed ("
          + OneLine.of(String.valueOf(failure.getMessage()))
          + "); check its caFile and the name in its certificate";
    }
    if (failure instanceof CancellationException) {
      return "was no longer asked, because nobody waits for the answer";
    }
    return "broke the connection (" + failure.getClass().getSimpleName() + ")";
  }

  @Override
  public void close() {
    threads.close();
  }
}
