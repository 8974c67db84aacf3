package devnet.api;

import devnet.testing.Check;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

final class ObservedTest {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
  private final Observed observed = Observed.over(Fixture.api(), out, () -> {});

  private Response get(String path) {
    return observed.handle(new Request("GET", path, Map.of("X-Correlation-Id", "id-1"), ""));
  }

  void a_request_is_in_log_answer_and_metrics() {
    Response response = get("/health");
    Check.same("id-1", response.headers().get("x-correlation-id"));
    Check.contains(response.headers().get("traceparent"), "00-");
    Check.contains(log.toString(StandardCharsets.UTF_8), "\"correlationId\":\"id-1\"");
    Check.contains(
        get("/metrics").body(), "devnet_requests_total{route=\"/health\",status=\"200\"} 1.0");
  }

  void core_use_cases_have_series_of_their_own() {
    observed.handle(Fixture.request(Route.SIGN_IN, "", Fixture.USER));
    observed.handle(Fixture.request(Route.SIGN_IN, "", "wrong"));
    observed.handle(Fixture.request(Route.SYNC_BILLING, Fixture.ADMIN, ""));
    observed.handle(Fixture.request(Route.ASK, Fixture.USER, "Why?"));
    String metrics = get("/metrics").body();
    Check.contains(metrics, "auth_sign_ins_total{outcome=\"success\"} 1.0");
    Check.contains(metrics, "auth_sign_ins_total{outcome=\"failure\"} 1.0");
    Check.contains(metrics, "billing_sync_latency_seconds_count 1.0");
    Check.contains(metrics, "ai_request_duration_seconds_count 1.0");
  }

  void paths_that_nobody_knows_share_a_series() {
    get("/a");
    get("/b");
    Check.contains(get("/metrics").body(), "{route=\"other\",status=\"404\"} 2.0");
  }

  void a_service_that_cannot_work_is_not_ready() {
    Check.same(200, get("/health/ready").status());
    Observed down =
        Observed.over(
            Fixture.api(),
            out,
            () -> {
              throw new IllegalStateException("no ledger");
            });
    Response response = down.handle(new Request("GET", "/health/ready", Map.of(), ""));
    Check.same(503, response.status());
    Check.contains(response.body(), "no ledger");
  }
}
