import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * People who visit a shop at a steady rate, and do not come less often when it is slow:
 *
 * <pre>java Visitors.java URL PER_SECOND [URL PER_SECOND]…</pre>
 */
public final class Visitors {

  private Visitors() {}

  public static void main(String[] args) {
    HttpClient client = HttpClient.newHttpClient();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    for (int i = 0; i < args.length; i += 2) {
      HttpRequest visit =
          HttpRequest.newBuilder(URI.create(args[i])).timeout(Duration.ofSeconds(5)).build();
      long every = TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(args[i + 1]);
      // Whoever is turned away, or finds nobody, says nothing: the service counts its visitors.
      clock.scheduleAtFixedRate(
          () -> client.sendAsync(visit, BodyHandlers.discarding()), 0, every, TimeUnit.NANOSECONDS);
    }
  }
}
