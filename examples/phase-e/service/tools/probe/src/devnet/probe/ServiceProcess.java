package devnet.probe;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The service as a process of its own, and requests to it. */
final class ServiceProcess implements AutoCloseable {

  static final String USER = "user-of-this-probe";
  static final String ADMIN = "admin-of-this-probe";

  private static final String LISTENING = "listening on ";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final CompletableFuture<Void> log;
  private final int port;

  private ServiceProcess(Process process, CompletableFuture<Void> log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param folder where it runs
   * @param classes its classes, from there
   * @param settings variables beside the tokens, which are those of this probe
   * @param log where its log goes, the first line apart
   */
  static ServiceProcess start(
      Path folder, String classes, Map<String, String> settings, File log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    classes,
                    "devnet.api.Main"))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(settings);
    builder.environment().put("DEVNET_PORT", "0");
    builder.environment().put("DEVNET_USER_TOKEN", USER);
    builder.environment().put("DEVNET_ADMIN_TOKEN", ADMIN);
    Process process = builder.start();
    // What started a process that is killed must not leave it behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader lines = process.inputReader();
    String first = lines.readLine();
    if (first == null || !first.startsWith(LISTENING)) {
      process.destroyForcibly();
      throw new IOException("found '" + first + "', expected the service to listen");
    }
    CompletableFuture<Void> copy = CompletableFuture.runAsync(() -> copy(lines, log));
    return new ServiceProcess(
        process, copy, Integer.parseInt(first.substring(LISTENING.length()).strip()));
  }

  private static void copy(BufferedReader lines, File log) {
    try (PrintWriter out = new PrintWriter(log, StandardCharsets.UTF_8)) {
      lines.lines().forEach(out::println);
    } catch (IOException unwritable) {
      System.err.println("log of the service: " + unwritable);
    }
  }

  /** Asks, with a token and an id to find the request by. */
  HttpResponse<String> ask(String method, String path, String token, String id, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("X-Correlation-Id", id)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Ends it; its log is complete afterwards. */
  @Override
  public void close() {
    // Not by Process.destroy, which closes what is still to be read.
    process.toHandle().destroy();
    process.onExit().join();
    log.join();
  }
}
