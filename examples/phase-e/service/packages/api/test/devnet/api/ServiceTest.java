package devnet.api;

import devnet.testing.Check;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as it is started, over HTTP: API and frontend together. */
final class ServiceTest {

  private static final Pattern CALL = Pattern.compile("call\\('([A-Z]+)', '([^']+)'");

  void the_page_calls_only_routes_that_the_api_has() throws Exception {
    try (Server server = Main.start(Fixture.environment(), silent())) {
      Check.contains(get(server, "/").body(), "<script src=\"/app.js\">");
      Matcher calls = CALL.matcher(get(server, "/app.js").body());
      int found = 0;
      while (calls.find()) {
        found++;
        int status = send(server, calls.group(1), calls.group(2), Fixture.USER, "x").statusCode();
        Check.same(false, status == 404);
      }
      Check.same(3, found);
    }
  }

  void a_caller_signs_in_syncs_and_reads_over_http() throws Exception {
    try (Server server = Main.start(Fixture.environment(), silent())) {
      Check.same(200, send(server, "POST", "/sessions", "", Fixture.USER).statusCode());
      Check.contains(
          send(server, "POST", "/billing/sync", Fixture.ADMIN, "").body(), "\"synced\":4");
      Check.contains(send(server, "GET", "/invoices", Fixture.USER, "").body(), "2026-0003");
      Check.contains(
          send(server, "POST", "/answers", Fixture.USER, "When is my invoice due?").body(),
          "fourteen days");
    }
  }

  void the_log_says_where_it_listens() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
    try (Server server = Main.start(Fixture.environment(), out)) {
      Check.contains(log.toString(StandardCharsets.UTF_8), "listening on " + server.port());
    }
  }

  void a_service_without_its_secrets_does_not_start() {
    Check.refused(() -> Settings.of(Map.of()), "DEVNET_USER_TOKEN: found nothing");
    Check.same(
        8080, Settings.of(Map.of("DEVNET_USER_TOKEN", "a", "DEVNET_ADMIN_TOKEN", "b")).port());
  }

  void a_frontend_that_is_not_there_is_named() {
    Check.refused(() -> Pages.in(Path.of("nowhere")), "DEVNET_WEB");
  }

  private static PrintStream silent() {
    return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> get(Server server, String path)
      throws IOException, InterruptedException {
    return send(server, "GET", path, "", "");
  }

  private static HttpResponse<String> send(
      Server server, String method, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
