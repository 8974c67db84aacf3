package devnet.api;

import devnet.domain.LedgerUnreachable;
import devnet.testing.Check;
import java.util.Map;

final class ApiTest {

  private final Api api = Fixture.api();

  private Response answer(Route route, String token, String body) {
    return api.handle(Fixture.request(route, token, body));
  }

  void everybody_gets_page_script_and_health() {
    Check.contains(answer(Route.PAGE, "", "").body(), "<h1>devnet</h1>");
    Check.same("start()", answer(Route.SCRIPT, "", "").body());
    Check.same(200, answer(Route.HEALTH, "", "").status());
  }

  void a_right_token_is_told_its_role() {
    Response response = answer(Route.SIGN_IN, "", Fixture.USER);
    Check.same("{\"role\":\"USER\"}", response.body());
    Check.same("no-store", response.headers().get("cache-control"));
    Check.same(401, answer(Route.SIGN_IN, "", "wrong").status());
  }

  void what_was_synced_is_shown() {
    Check.same("{\"synced\":1}", answer(Route.SYNC_BILLING, Fixture.ADMIN, "").body());
    Check.same(
        "[{\"number\":\"1\",\"cents\":100,\"currency\":\"EUR\"}]",
        answer(Route.INVOICES, Fixture.USER, "").body());
  }

  void a_question_is_answered_and_a_bad_one_refused() {
    Check.contains(answer(Route.ASK, Fixture.USER, "Why?").body(), "You asked: Why?");
    Check.same(400, answer(Route.ASK, Fixture.USER, "").status());
  }

  void who_may_not_is_told_what_it_needs() {
    Check.same(401, answer(Route.INVOICES, "", "").status());
    Response refused = answer(Route.SYNC_BILLING, Fixture.USER, "");
    Check.same(403, refused.status());
    Check.contains(refused.body(), "needs role admin");
  }

  void an_unreachable_ledger_is_no_fault_of_the_caller() {
    Api down =
        Fixture.api(
            () -> {
              throw new LedgerUnreachable("the books are closed");
            });
    Response response = down.handle(Fixture.request(Route.SYNC_BILLING, Fixture.ADMIN, ""));
    Check.same(503, response.status());
    Check.contains(response.body(), "the books are closed");
  }

  void an_unknown_route_or_method_is_not_found() {
    Check.same(404, api.handle(new Request("GET", "/nowhere", Map.of(), "")).status());
    Check.same(404, api.handle(new Request("PUT", "/invoices", Map.of(), "")).status());
  }

  void a_token_must_come_as_bearer() {
    Request basic =
        new Request("GET", "/invoices", Map.of("authorization", "Basic " + Fixture.USER), "");
    Check.same(401, api.handle(basic).status());
  }

  void text_in_json_cannot_end_its_quotes() {
    Check.same("\"a\\\"b\\\\c\\u000a\"", Json.text("a\"b\\c\n"));
  }
}
