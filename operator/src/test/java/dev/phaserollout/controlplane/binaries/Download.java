package dev.phaserollout.controlplane.binaries;

import dev.phaserollout.controlplane.binaries.Maker.CannotMake;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Fetches one file over HTTP; gives up soon where the host cannot be reached. */
final class Download {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final long WHOLE_WITHIN_MINUTES = 30;

  private final Progress progress;

  Download(Progress progress) {
    this.progress = progress;
  }

  void to(Path file, URI url) throws CannotMake {
    progress.say("downloading " + url);
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_WITHIN)
            .followRedirects(Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(url).timeout(ANSWER_WITHIN).build();
    try {
      int status =
          client
              .sendAsync(
                  request,
                  answer -> {
                    sayHowMuch(answer);
                    return BodySubscribers.ofFile(file);
                  })
              .orTimeout(WHOLE_WITHIN_MINUTES, TimeUnit.MINUTES)
              .join()
              .statusCode();
      if (status != 200) {
        throw new CannotMake(url + " answered HTTP " + status + "; expected 200");
      }
    } catch (CompletionException e) {
      throw new CannotMake(
          url
              + " cannot be fetched ("
              + e.getCause()
              + "); check the network, or name a proxy with -Dhttps.proxyHost and"
              + " -Dhttps.proxyPort");
    }
  }

  private void sayHowMuch(HttpResponse.ResponseInfo answer) {
    answer
        .headers()
        .firstValueAsLong("content-length")
        .ifPresent(bytes -> progress.say("… " + (bytes >> 20) + " MiB, once a machine"));
  }
}
